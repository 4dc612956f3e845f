/** The role a place plays in an English clause. */
import type { Role, Side } from './roles.ts'

const BASED = /^[\s-]*based(?![a-z])/
const OTHERS =
  'competitors?|sellers?|suppliers?|ex-suppliers?|rivals?|infringers?|counterfeiters?|copycats?|factory|factories|vendors?|shops?|stores?|traders?|exporters?|dealers?|someone|somebody|people|guys?|man|company|companies|firms?|manufacturers?|workshops?|makers?|customers?|clients?|distributors?|fakes?|counterfeits?|they|he|she'
const OWN_NOUN =
  'company|firm|factory|plant|startup|start-up|sme|business|enterprise|workshop|cooperative|co-op|coop|manufacturer|maker|team|office|headquarters|hq|branch|farm|producer|brewery|studio|lab'
const THIRD =
  /^(?:'s|’s)?[ -](?:\w+[ -]){0,2}?(?:banks?|branch of|institutes?|universit(?:y|ies)|markets?|malls?|fairs?|expo|exhibition|customs|courts?|lawyers?|bureau|ip office|warehouses?|port(?! [a-z])|clients?|customers?|distributors?)(?![a-z])/
const BANK_LEFT =
  /(?:bank|institute|university|bureau|court|customs|port|city) (?:of|in) $|(?<![a-z])(?:mall|market|fair|expo|exhibition|warehouse|supermarket|shop|conference|trip)s? (?:in|at|to) $|(?:banks?|lawyers?|clients?|customers?|distributors?|agents?)(?:['’]s?)?(?: branch| office| manager)?(?: is| are)?(?: based| located)? (?:in|from|at)(?: the)? $/
const OTHER_LEFT = new RegExp(
  `(?:^|[^a-z])(?:(?:${OTHERS}|who)(?:['’](?:s|re))?|(?:${OTHERS})['’]s?(?: \\w+){1,2})(?: (?:is|are|was|comes?))?(?: (?:operating|located|based|over|somewhere|selling|shipping|ship|ships))*(?: \\w+)?(?: (?:in|from|at|near|of|out of)) (?:the )?$`,
)
const AGENT = /(?:^|[^a-z])(?:by|against|report|sue|suing) (?:(?:a|an|the|some|one|another|people|someone|somebody|guys) )?(?:\w+ ){0,2}?(?:in |from )?$/
const SHIPS =
  /(?:ships?|shipped|shipping|sent|sold|sells?|selling|buys?|bought|found|saw|seen|seeing|goes|went|travel(?:led|ing)?|trip|moved|made|produced|manufactured) (?:\w+ ){0,3}?(?:in|from|at|to|out of) (?:an? |the )?$/
const FORMER = /(?:used to be|formerly|moved|away|not) (?:\w+ )?(?:in|from) $/
const ARTICLE = /(?:^|[^a-z])(?:an?|some|another|one|this|that|certain) (?:\w+ )?$/
const DOES =
  /(?<!was |is |been |being |were |get |got )(?:cop(?:y|ies|ied|ying)|infring|counterfeit|fak(?:e|es|ing)|steal|stole|imitat|reverse|clon|rip|us(?:es|ed|ing) our|is using|selling|sells|making our|pirat)/
const PASSIVE = /(?:was|is|been|being|were|got|are) (?:\w+ )?(?:copied|infringed|counterfeited|faked|stolen|used|imitated|cloned|pirated)/
const SAID = /(?:^|[^a-z])(?:we(?:'re|’re| are)?|i(?:'m|’m| am)?|us|our|my|here)(?: [\w'-]+){0,6} (?:in|from|at|near)(?: the)?(?: city of)? $/
const OWN_PLACE =
  /(?:^|[^a-z])(?:our|my|we(?:'re|’re| are)(?: an?)?|i(?:'m|’m| am)(?: an?)?|i (?:run|own|have|represent|manage) an?|as an?|this is an?|for (?:our|my)|on behalf of an?)(?: \w+)? \(?$/
const HERE = /^(?:[ -](?:based|\w+))?(?: [\w-]+){0,4}? here(?![a-z])/
const OPENING_NOUN = new RegExp(`^(?:'s|’s)?[ -](?:[\\w&'-]+ ){0,4}?(?:${OWN_NOUN})(?![a-z])`)
const LOCATED = /(?:based|located|headquartered|registered|situated|headquarters (?:is|are)|calling|writing|greetings|hello|hi) (?:in|from|at)(?: the)? $/

const OURS =
  /(?:^|[^a-z])(?:our|(?:we(?:'re|’re| are)|i(?:'m|’m| am)|i (?:run|own|have|represent|manage)|this is|as|on behalf of) an?|my) (?:(?!and |but |while |who |some|an? |by )[\w&'’-]+ ){1,6}(?:is |are )?(?:\w+ )?(?:in|from|at|near)(?: the)? $/
const RUNS = /(?:^|[^a-z])(?:i|we)(?:['’](?:m|re))? (?:run|own|operate|manage|started|opened|founded)(?: [\w&'’-]+){1,6} (?:in|at|from|near) (?:the )?$/
const DONE_THERE = new RegExp(
  `(?:^|[^a-z])(?:${OTHERS}) (?:\\w+ ){0,2}?(?:copied|copies|copying|infring\\w*|fak\\w+|stole|steal\\w*|selling|sells?|sold|uses|using|used) `,
)

export function englishRole(before: string, after: string, { opens, subject }: { readonly opens: boolean; readonly subject: Side }): Role {
  const neither: Role = { side: 'neither', weight: 0 }
  const other: Role = { side: 'other', weight: 2 }
  const own = (weight: number): Role => ({ side: 'own', weight })
  const left = before.slice(-90)
  if (RUNS.test(left)) return own(4)
  if (FORMER.test(left) || BANK_LEFT.test(left)) return neither
  if (OWN_PLACE.test(left)) return own(4)
  if (THIRD.test(after)) return neither
  if (
    LOCATED.test(left) &&
    /(?:^|[^a-z])(?:we|i|our|my|us)(?:'re|’re|'m|’m| )(?:[\w-]+ ){0,4}(?:located|based|headquartered|registered|situated|calling|writing|headquarters is) (?:in|from|at)(?: the)? $/.test(
      left,
    )
  )
    return own(5)
  if (DONE_THERE.test(left)) return neither
  if (OURS.test(left)) return own(4)
  if (AGENT.test(left)) return other
  if (OTHER_LEFT.test(left)) return other
  if (HERE.test(after)) return own(4)
  const does = DOES.exec(after)
  const suffers = PASSIVE.exec(after)
  const article = ARTICLE.test(left)
  if (
    does &&
    (article ||
      /^(?:'s|’s)?[ -]?(?:based )?(?:(?!and |but )\w+ ){0,3}?(?:company|firm|factory|seller|supplier|shop|trader|maker|exporter|importer|dealer|manufacturer|vendor|store|workshop|business|distributor)/.test(
        after,
      )) &&
    !(suffers && suffers.index <= does.index)
  )
    return other
  if (BASED.test(after)) return own(article && !opens ? 1 : 4)
  if (article && !opens && new RegExp(`^[ -](?:\\w+ ){0,2}?(?:${OTHERS})(?![a-z])`).test(after)) return other
  if (SAID.test(left) || LOCATED.test(left))
    return subject === 'other' && !/(?:we|our|i|my)[ '’]/.test(left)
      ? other
      : own(LOCATED.test(left) ? 5 : /(?:we|i)(?:'re|’re| are|'m|’m| am)? (?:in|from|at) $/.test(left) ? 4 : 3)
  if (SHIPS.test(left)) return neither
  if (opens && OPENING_NOUN.test(after)) return own(3)
  if (left.trim() === '' || /^\W*(?:hi|hello|dear \w+|good \w+)?\W*$/.test(left)) return subject === 'other' ? other : own(opens ? 3 : 1)
  if (/(?:^|[^a-z])(?:in|from) $/.test(left)) return subject === 'other' ? other : own(1)
  return own(1)
}
