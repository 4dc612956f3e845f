/** Where a question is set: in Liaoning, in the whole country, or somewhere else. */

export type Setting = { readonly liaoning: boolean; readonly national: boolean; readonly elsewhere: string | null }

const LIAONING =
  /辽宁|辽(?:沈|东|西|南|中|知)|沈抚|沈阳|大连|鞍山|抚顺|本溪|丹东|锦州|营口|阜新|辽阳|朝阳市|盘锦|铁岭|葫芦岛|东北老工业|(?:我|咱|本|咱们|我们)省|(?:^|[^各全个一跨外邻每分本两])省(?:里|局|上)|纾困|liaoning|shenyang|dalian|anshan|fushun|benxi|dandong|jinzhou|yingkou|fuxin|liaoyang|panjin|tieling|huludao/
const NATIONAL = /国家(?!级)|全国|国知局|总局|中央|部委|国务院|national|nationwide|state|cnipa|country|guojia/
const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古|内蒙|香港|澳门|台湾'
const CITIES =
  '深圳|广州|杭州|宁波|温州|绍兴|嘉兴|台州|金华|义乌|苏州|南京|无锡|常州|南通|扬州|徐州|盐城|青岛|济南|烟台|潍坊|临沂|寿光|成都|绵阳|武汉|长沙|郑州|洛阳|西安|合肥|芜湖|福州|厦门|泉州|晋江|南昌|赣州|昆明|贵阳|南宁|海口|石家庄|唐山|保定|太原|长春|哈尔滨|大庆|呼和浩特|包头|兰州|西宁|银川|乌鲁木齐|拉萨|东莞|佛山|中山市|珠海|惠州|汕头|顺德'
const ELSEWHERE = new RegExp(
  `${PROVINCES}|${CITIES}|外省|beijing|shanghai|shenzhen|guangdong|guangzhou|zhejiang|jiangsu|shandong|sichuan|fujian|hangzhou|suzhou|chengdu|wuhan|tianjin|chongqing|hong kong|taiwan|hunan|hubei|henan|hebei|anhui|jiangxi|jilin|heilongjiang|xi'an|qingdao|ningbo|xiamen`,
)
/** Bodies the notices themselves name: no sign that the asker is from there. */
const NAMED_IN_NOTICES = /四川省知识产权服务促进中心|广东省知识产权保护中心|新疆生产建设兵团|新疆兵团|新疆建设兵团|台账|台阶|平台/g

/** Reads the places out of a normalised message. */
export function readSetting(normal: string): Setting {
  const text = normal.replace(NAMED_IN_NOTICES, ' ')
  return { liaoning: LIAONING.test(text), national: NATIONAL.test(text), elsewhere: ELSEWHERE.exec(text)?.[0] ?? null }
}
