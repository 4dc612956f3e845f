/** Where a model may live: on this machine, on the bureau's own network, or on the one foreign host that was named. */
import { BlockList, isIP } from 'node:net'
import { getEnvironmentVariable } from '@langchain/core/utils/env'
import { DeskError } from '../../../src/errors.ts'

/** An OpenAI-compatible service. `allowHost` names the foreign hosts that may be asked, comma between them. */
export type Service = { readonly baseUrl: string; readonly key?: string | undefined; readonly model: string; readonly allowHost?: string | undefined }

/** Loopback, RFC 1918 and unique local IPv6. Link-local is not: cloud machines tell their secrets there. */
const OWN = new BlockList()
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  OWN.addSubnet(net, bits)
OWN.addAddress('::1', 'ipv6')
OWN.addSubnet('fc00::', 7, 'ipv6')

/** LangChain tells another service, or the console, what goes to a model where one of these is true. */
const TELLTALES = ['LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING', 'LANGCHAIN_TRACING', 'LANGCHAIN_VERBOSE']

/**
 * The host a service is asked at.
 * @throws DeskError where it may not be asked: a foreign host nobody named, a foreign host in the clear, a password in the address, or somebody listening in.
 */
export function permittedHost({ baseUrl, allowHost }: Service): string {
  const told = TELLTALES.find((name) => getEnvironmentVariable(name) === 'true')
  if (told) throw new DeskError('model-traced', `${told}=true 会把发给模型的内容另外送出`, `unset ${told}`)
  const url = URL.parse(baseUrl)
  if (!url || !/^https?:$/.test(url.protocol)) throw new DeskError('model-address', '模型地址不是 http(s) 网址', '例如 http://127.0.0.1:11434/v1')
  if (url.username || url.password) throw new DeskError('model-address', '模型地址里不能写用户名和口令', '密钥写在 …_API_KEY')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (own(host)) return url.host
  const allowed = (allowHost ?? '').split(',').map((name) => name.trim().toLowerCase())
  if (!allowed.includes(host)) throw new DeskError('model-host', `模型主机 ${host} 不在本机或内网`, `确认数据可以出网后设置 ZHIWEN_LLM_ALLOW_HOST=${host}`)
  if (url.protocol !== 'https:') throw new DeskError('model-host', `模型主机 ${host} 在外网，却不加密`, `改用 https://${url.host}`)
  return url.host
}

function own(host: string): boolean {
  const kind = isIP(host)
  return kind === 0 ? host === 'localhost' || host.endsWith('.localhost') : OWN.check(host, kind === 6 ? 'ipv6' : 'ipv4')
}
