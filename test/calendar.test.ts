/** The calendar: held against the three notices as printed, against a slow count, and against its own promise never to guess. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingDays, addWorkingHours, dateInChina, isWorking, isWorkingDay, nextWorking, workingHours } from '../src/calendar.ts'
import { DeskError } from '../src/errors.ts'

/** The operative sentences of each year's notice, typed off the notice; what they repeat (weekdays, counts) checks the rest. */
const NOTICES: Record<number, readonly string[]> = {
  // 国办发明电〔2023〕7号, 2023-10-25
  2024: [
    '元旦：1月1日放假，与周末连休。',
    '春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。',
    '清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。',
    '劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。',
    '端午节：6月10日放假，与周末连休。',
    '中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。',
    '国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。',
  ],
  // 国办发明电〔2024〕12号, 2024-11-12
  2025: [
    '元旦：1月1日（周三）放假1天，不调休。',
    '春节：1月28日（周二）至2月4日（周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。',
    '清明节：4月4日（周五）至6日（周日）放假，共3天。',
    '劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。',
    '端午节：5月31日（周六）至6月2日（周一）放假，共3天。',
    '国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。',
  ],
  // 国办发明电〔2025〕7号, 2025-11-04
  2026: [
    '元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。',
    '春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。',
    '清明节：4月4日（周六）至6日（周一）放假，共3天。',
    '劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。',
    '端午节：6月19日（周五）至21日（周日）放假，共3天。',
    '中秋节：9月25日（周五）至27日（周日）放假，共3天。',
    '国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。',
  ],
}
/** Working days a year has, as published by payroll tables: 2024 251, 2025 248, 2026 248. */
const TOTALS: Record<number, number> = { 2024: 251, 2025: 248, 2026: 248 }

const pad = (n: number | string) => String(n).padStart(2, '0')
const weekday = (iso: string) => '日一二三四五六'[new Date(`${iso}T00:00:00Z`).getUTCDay()]
const next = (iso: string) => new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const counted = (found: { kind: string; value?: unknown; year?: number }) => (found.kind === 'counted' ? found.value : `no data for ${found.year}`)

/** Reads one printed sentence: the days off, and the weekend days that are worked. */
function read(year: number, sentence: string): { off: string[]; on: string[] } {
  const days = (text: string) => [...text.matchAll(/(\d+)月(\d+)日(?:（(?:周|星期)(.)）)?(?:至(?:(\d+)月)?(\d+)日(?:（周(.)）)?)?/g)]
  const [first = '', ...rest] = sentence.split('。')
  const off: string[] = []
  for (const m of days(first)) {
    let day = `${year}-${pad(m[1] as string)}-${pad(m[2] as string)}`
    const last = m[5] ? `${year}-${pad(m[4] ?? (m[1] as string))}-${pad(m[5])}` : day
    if (m[3]) expect(weekday(day), sentence).toBe(m[3])
    if (m[6]) expect(weekday(last), sentence).toBe(m[6])
    for (; day <= last; day = next(day)) off.push(day)
  }
  const count = /共(\d+)天/.exec(first)?.[1]
  if (count) expect(off, sentence).toHaveLength(Number(count))
  const on = days(rest.join('。')).map((m) => {
    const day = `${year}-${pad(m[1] as string)}-${pad(m[2] as string)}`
    expect(weekday(day), sentence).toBe(m[3])
    return day
  })
  return { off, on }
}

const everyDay = (year: number) => {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = next(day)) days.push(day)
  return days
}

describe.each([2024, 2025, 2026])('the year %i', (year) => {
  it('has every day off and every make-up day of its notice, and no other', () => {
    const printed = (NOTICES[year] as string[]).map((s) => read(year, s))
    const off = new Set(printed.flatMap((p) => p.off))
    const on = new Set(printed.flatMap((p) => p.on))
    for (const day of everyDay(year)) {
      const expected = on.has(day) || (!off.has(day) && !'六日'.includes(weekday(day) as string))
      expect(counted(isWorkingDay(day)), day).toBe(expected)
    }
  })

  it('has as many working days as it is known to have', () => {
    expect(everyDay(year).filter((day) => counted(isWorkingDay(day)) === true)).toHaveLength(TOTALS[year] as number)
  })
})

describe('a year without data', () => {
  it.each([2023, 2027, 1999, 2100])('%i is never guessed', (year) => {
    const at = `${year}-06-15T10:00:00+08:00`
    const unknown = { kind: 'cannot-compute', year }
    expect([isWorkingDay(`${year}-06-15`), isWorking(at), nextWorking(at), addWorkingDays(at, 1), addWorkingHours(at, 1), workingHours(at, at)]).toEqual(
      Array(6).fill(unknown),
    )
  })

  it('stops a count that runs into it, and only there', () => {
    expect(addWorkingDays('2026-12-30T10:00:00+08:00', 1)).toEqual({ kind: 'at', at: '2026-12-31T17:00:00+08:00' })
    expect(addWorkingDays('2026-12-31T10:00:00+08:00', 1)).toEqual({ kind: 'cannot-compute', year: 2027 })
    expect(addWorkingHours('2026-12-31T16:00:00+08:00', 1)).toEqual({ kind: 'at', at: '2026-12-31T17:00:00+08:00' })
    expect(addWorkingHours('2026-12-31T16:00:00+08:00', 1.5)).toEqual({ kind: 'cannot-compute', year: 2027 })
    expect(nextWorking('2026-12-31T17:00:00+08:00')).toEqual({ kind: 'cannot-compute', year: 2027 })
    expect(workingHours('2026-12-31T16:00:00+08:00', '2027-01-04T10:00:00+08:00')).toEqual({ kind: 'cannot-compute', year: 2027 })
  })
})

describe('working days', () => {
  it.each([
    ['a Monday', '2026-11-23T09:00:00+08:00', 1, '2026-11-24T17:00:00+08:00'],
    ['a night: the day said counts as that day', '2026-11-23T23:30:00+08:00', 1, '2026-11-24T17:00:00+08:00'],
    ['a Friday', '2026-11-27T16:59:59+08:00', 1, '2026-11-30T17:00:00+08:00'],
    ['a Saturday', '2026-11-28T10:00:00+08:00', 1, '2026-11-30T17:00:00+08:00'],
    ['the eve of the National Day, past the make-up Saturday', '2026-09-30T10:00:00+08:00', 3, '2026-10-10T17:00:00+08:00'],
    ['before the make-up Sunday of the Mid-Autumn', '2026-09-18T10:00:00+08:00', 1, '2026-09-20T17:00:00+08:00'],
    ['the Spring Festival', '2026-02-13T10:00:00+08:00', 2, '2026-02-24T17:00:00+08:00'],
    ['over the turn of a year', '2025-12-31T10:00:00+08:00', 1, '2026-01-04T17:00:00+08:00'],
    ['a moment written in another zone', '2026-11-23T17:00:00Z', 1, '2026-11-25T17:00:00+08:00'],
  ])('from %s', (_, from, n, due) => {
    expect(addWorkingDays(from, n)).toEqual({ kind: 'at', at: due })
  })

  it('count as a slow count does', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2026-10-01T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 40 }),
        (from, n) => {
          const due = addWorkingDays(from.toISOString(), n)
          if (due.kind !== 'at') throw new Error('no data')
          let days = 0
          for (let day = next(dateInChina(from.toISOString())); day <= due.at.slice(0, 10); day = next(day)) if (counted(isWorkingDay(day))) days++
          expect(days).toBe(n)
          expect(counted(isWorkingDay(due.at.slice(0, 10)))).toBe(true)
        },
      ),
    )
  })
})

describe('working hours', () => {
  it.each([
    ['2026-11-23T08:59:59+08:00', false],
    ['2026-11-23T09:00:00+08:00', true],
    ['2026-11-23T16:59:59.999+08:00', true],
    ['2026-11-23T17:00:00+08:00', false],
    ['2026-11-28T10:00:00+08:00', false],
    ['2026-10-10T10:00:00+08:00', true],
    ['2026-10-01T10:00:00+08:00', false],
    ['2026-11-23T01:00:00Z', true],
  ])('at %s: %s', (at, working) => {
    expect(isWorking(at)).toEqual({ kind: 'counted', value: working })
  })

  it.each([
    ['2026-11-23T10:15:00+08:00', '2026-11-23T10:15:00+08:00'],
    ['2026-11-23T07:00:00+08:00', '2026-11-23T09:00:00+08:00'],
    ['2026-11-23T17:00:00+08:00', '2026-11-24T09:00:00+08:00'],
    ['2026-11-27T20:00:00+08:00', '2026-11-30T09:00:00+08:00'],
    ['2026-09-30T17:00:00+08:00', '2026-10-08T09:00:00+08:00'],
  ])('the next ones from %s begin at %s', (at, then) => {
    expect(nextWorking(at)).toEqual({ kind: 'at', at: then })
  })

  it.each([
    ['2026-11-23T10:00:00+08:00', 0, '2026-11-23T10:00:00+08:00'],
    ['2026-11-23T10:00:00+08:00', 7, '2026-11-23T17:00:00+08:00'],
    ['2026-11-23T10:00:00+08:00', 7.5, '2026-11-24T09:30:00+08:00'],
    ['2026-11-27T16:00:00+08:00', 9, '2026-11-30T17:00:00+08:00'],
    ['2026-11-28T03:00:00+08:00', 2, '2026-11-30T11:00:00+08:00'],
  ])('%s and %d hours: %s', (from, hours, then) => {
    expect(addWorkingHours(from, hours)).toEqual({ kind: 'at', at: then })
  })

  it('added and counted agree', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2026-10-01T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 200 * 60 }),
        (from, minutes) => {
          const then = addWorkingHours(from.toISOString(), minutes / 60)
          if (then.kind !== 'at') throw new Error('no data')
          expect(counted(workingHours(from.toISOString(), then.at)) as number).toBeCloseTo(minutes / 60, 6)
        },
      ),
    )
  })

  it('between a later and an earlier moment there are none', () => {
    expect(workingHours('2026-11-23T12:00:00+08:00', '2026-11-23T10:00:00+08:00')).toEqual({ kind: 'counted', value: 0 })
    expect(workingHours('2026-11-24T12:00:00+08:00', '2026-11-23T10:00:00+08:00')).toEqual({ kind: 'counted', value: 0 })
  })
})

describe('a bug in the caller', () => {
  it.each([
    () => isWorking('2026-11-23 09:00'),
    () => isWorking('2026-11-23T09:00:00'),
    () => isWorking('2026-13-45T09:00:00+08:00'),
    () => addWorkingDays('2026-11-23T09:00:00+08:00', 0),
    () => addWorkingDays('2026-11-23T09:00:00+08:00', 1.5),
    () => addWorkingHours('2026-11-23T09:00:00+08:00', -1),
    () => addWorkingHours('2026-11-23T09:00:00+08:00', Number.NaN),
    () => addWorkingHours('2026-11-23T09:00:00+08:00', Number.POSITIVE_INFINITY),
  ])('is thrown back with its remedy', (call) => {
    expect(call).toThrow(DeskError)
  })
})
