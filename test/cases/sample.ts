/** Made-up requests, officers and a way to let events happen, for every test about cases. */
import { readFileSync } from 'node:fs'
import { readCorpusFolder } from '../../adapters/corpus/folder.ts'
import { type Case, fold, step } from '../../src/cases/case.ts'
import { chained, EMPTY } from '../../src/cases/chain.ts'
import { buildStandards } from '../../src/cases/due.ts'
import type { CaseEvent, CaseNotice, EventDraft, Request } from '../../src/cases/event.ts'
import { type Call, type Circumstances, openCall, openCase } from '../../src/cases/open.ts'
import { buildCorpus } from '../../src/corpus/corpus.ts'
import { act, type OfficerAction } from '../../src/officer/act.ts'
import type { Officer } from '../../src/officer/officer.ts'
import { route } from '../../src/routing/route.ts'

export const corpus = buildCorpus(readCorpusFolder('corpus'))
export const standards = buildStandards(readFileSync('corpus/service-standards.json', 'utf8'), corpus)

/** A Monday morning. */
export const MONDAY = '2026-11-23T09:00:00+08:00'

export const infringement: Request = {
  kind: 'infringement',
  measure: 'ln-2022-6#8',
  region: '鞍山',
  consent: { at: MONDAY, noticeVersion: '2026-11' },
  slots: {
    company: '鞍山某某阀门有限公司',
    creditCode: '91210300MA0YCANAR1',
    contact: '欧阳金丝雀',
    mobile: '13940123456',
    region: '鞍山',
    consent: true,
    rightType: '实用新型',
    rightNumber: '202129999001.4',
    infringer: '营口某某机械厂',
    description: '仿制我们的阀门在网上卖',
    evidence: ['照片.jpg', '购买记录'],
  },
}
export const financing: Request = {
  ...infringement,
  kind: 'financing',
  measure: 'ln-2022-6#3',
  slots: {
    company: '鞍山某某阀门有限公司',
    creditCode: '91210300MA0YCANAR1',
    contact: '欧阳金丝雀',
    mobile: '13940123456',
    region: '鞍山',
    consent: true,
    patentNumbers: ['202129999001.4', '202119999002.X'],
    amountYuan: 5_000_000,
    purpose: '扩产',
    termMonths: 12,
    bank: null,
  },
}
export const registration: Request = {
  ...infringement,
  kind: 'other',
  measure: 'ln-2022-6#2',
  slots: { company: '鞍山某某阀门有限公司', contact: '欧阳金丝雀', mobile: '13940123456', region: '鞍山', matter: '专利质押登记加急' },
}

export const bytes = (seed: number) => Uint8Array.from({ length: 32 }, (_, i) => (seed * 131 + i * 37 + ((seed * (i + 7)) % 97)) % 256)

/** A case together with its history. */
export type Story = { readonly case: Case; readonly events: readonly CaseEvent[]; readonly notices: readonly CaseNotice[] }

export function circumstances(now = MONDAY, seed = 1): Circumstances {
  return { corpus, standards, language: 'zh', now, random: bytes(seed) }
}

/** Somebody asked for a person, and said nothing of himself. */
export const call: Call = { departments: ['鞍山市知识产权局'], measure: null, region: '鞍山', consent: null, slots: {} }

export function called(asked: Call = call, at = MONDAY, seed = 1): Story {
  const opening = openCall(asked, circumstances(at, seed))
  const events = chained(opening.number, EMPTY, opening.events)
  return { case: fold(events), events, notices: opening.notices }
}

export function opened(request: Request = infringement, at = MONDAY, seed = 1): Story {
  const opening = openCase(request, route(corpus, request.measure, request.region, corpus.departments), circumstances(at, seed))
  if (opening.kind !== 'opened') throw new Error(opening.kind)
  const events = chained(opening.number, EMPTY, opening.events)
  return { case: fold(events), events, notices: opening.notices }
}

export function happened(story: Story, what: { readonly events: readonly EventDraft[]; readonly notices?: readonly CaseNotice[] }): Story {
  const events = chained(story.case.number, story.case.head, what.events)
  return { case: events.reduce(step, story.case), events: [...story.events, ...events], notices: what.notices ?? [] }
}

/** An officer's action that must succeed. */
export function did(story: Story, officer: Officer, action: OfficerAction, now: string): Story {
  const outcome = act(corpus, story.case, officer, action, now)
  if (outcome.kind !== 'done') throw new Error(`${action.kind}: ${JSON.stringify(outcome)}`)
  return happened(story, outcome)
}

const officer = (id: string, name: string, department: string, city: string | null, role: Officer['role'] = 'officer'): Officer => ({
  id,
  name,
  department,
  city,
  role,
  active: true,
})
export const anshan = officer('a1', '赵一', '鞍山市知识产权局', '鞍山')
export const anshan2 = officer('a2', '钱二', '鞍山市知识产权局', '鞍山')
export const anshanChief = officer('a9', '孙三', '鞍山市知识产权局', '鞍山', 'chief')
export const dalian = officer('d1', '李四', '大连市知识产权局', '大连')
export const dalianChief = officer('d9', '周五', '大连市知识产权局', '大连', 'chief')
export const protection = officer('p1', '吴六', '知识产权保护处', null)
export const protectionChief = officer('p9', '郑七', '知识产权保护处', null, 'chief')
export const approval = officer('x1', '王八斗', '行政审批处', null)
export const approvalChief = officer('x9', '冯九', '行政审批处', null, 'chief')
export const onDuty = officer('z1', '陈十', '辽宁省知识产权局', null, 'duty')
export const admin = officer('m1', '褚管', '辽宁省知识产权局', null, 'admin')
export const everyone = [anshan, anshan2, anshanChief, dalian, dalianChief, protection, protectionChief, approval, approvalChief, onDuty, admin]
