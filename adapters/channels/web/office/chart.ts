/** Plots drawn on the server: no colour is needed to read them, every figure stands in them and in the table beside. */
import { html } from 'hono/html'
import type { Html } from '../typeset.ts'

export type Series = { readonly id: string; readonly name: string }
export type Column = { readonly label: string; readonly values: Readonly<Record<string, number>> }

const WIDTH = 640
const HEIGHT = 230
const FOOT = 26
const HEAD = 20

/** Stacked columns; each series has a pattern of its own beside its shade, and its name in the legend with the same pattern. */
export function columns(id: string, title: string, series: readonly Series[], all: readonly Column[]): Html {
  const total = (c: Column) => series.reduce((sum, s) => sum + (c.values[s.id] ?? 0), 0)
  const most = Math.max(1, ...all.map(total))
  const step = WIDTH / Math.max(all.length, 6)
  const wide = Math.min(56, step * 0.62)
  const scale = (HEIGHT - FOOT - HEAD) / most
  // Where many weeks stand side by side, every label would run into the next.
  const every = Math.ceil(all.length / 13)
  return html`<figure class="chart"><figcaption id="${id}">${title}</figcaption>
<ul class="legend">${series.map((s, i) => html`<li><svg width="18" height="14" aria-hidden="true"><rect class="s${i}" width="18" height="14"></rect><rect width="18" height="14" fill="url(#${id}-p${i})"></rect></svg> ${s.name}</li>`)}</ul>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}">
<defs>${series.map((_, i) => pattern(`${id}-p${i}`, i))}</defs>
<line class="axis" x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"></line>
${all.map((c, n) => {
  const x = n * step + (step - wide) / 2
  let y = HEIGHT - FOOT
  const bars = series.map((s, i) => {
    const height = (c.values[s.id] ?? 0) * scale
    y -= height
    return height > 0
      ? html`<rect class="s${i}" x="${x}" y="${y}" width="${wide}" height="${height}"></rect><rect x="${x}" y="${y}" width="${wide}" height="${height}" fill="url(#${id}-p${i})"></rect>`
      : ''
  })
  return html`${bars}<text class="figure" x="${x + wide / 2}" y="${y - 6}">${total(c)}</text>${n % every === 0 ? html`<text class="label" x="${x + wide / 2}" y="${HEIGHT - 8}">${c.label}</text>` : ''}`
})}
</svg></figure>`
}

function pattern(id: string, i: number): Html {
  const lines = [
    html``,
    html`<path d="M0 6L6 0" class="hatch"></path>`,
    html`<circle cx="3" cy="3" r="1.1" class="dot"></circle>`,
    html`<path d="M0 3H6M3 0V6" class="hatch"></path>`,
  ]
  return html`<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse">${lines[i % lines.length] ?? ''}</pattern>`
}

/** `lang`: the attribute of a name in another language than the page's. */
export type Bar = { readonly name: string; readonly lang: Html | ''; readonly part: number; readonly whole: number }

const ROW = 30
const NAME = 190

/** How many of how many, one bar a row: the part is filled, the rest is hatched, the figures stand behind. */
export function shares(id: string, title: string, legend: { readonly part: string; readonly rest: string }, bars: readonly Bar[]): Html {
  const most = Math.max(1, ...bars.map((b) => b.whole))
  const room = WIDTH - NAME - 96
  const height = bars.length * ROW + 6
  return html`<figure class="chart"><figcaption id="${id}">${title}</figcaption>
<ul class="legend"><li><svg width="18" height="14" aria-hidden="true"><rect class="s0" width="18" height="14"></rect></svg> ${legend.part}</li><li><svg width="18" height="14" aria-hidden="true"><rect class="rest" width="18" height="14"></rect><rect width="18" height="14" fill="url(#${id}-p)"></rect></svg> ${legend.rest}</li></ul>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}"><defs>${pattern(`${id}-p`, 1)}</defs>
${bars.map((b, i) => {
  const [good, whole, y] = [(b.part / most) * room, (b.whole / most) * room, i * ROW + 6]
  return html`<text class="name" x="${NAME - 10}" y="${y + 15}"${b.lang}>${b.name}</text>${good > 0 ? html`<rect class="s0" x="${NAME}" y="${y}" width="${good}" height="20"></rect>` : ''}${whole > good ? html`<rect class="rest" x="${NAME + good}" y="${y}" width="${whole - good}" height="20"></rect><rect x="${NAME + good}" y="${y}" width="${whole - good}" height="20" fill="url(#${id}-p)"></rect>` : ''}<text class="share" x="${NAME + whole + 8}" y="${y + 15}">${b.part}/${b.whole}</text>`
})}
</svg></figure>`
}
