/** The words an officer's commands begin with, in Chinese and in short English. */

export type Verb =
  | 'mine'
  | 'department'
  | 'overdue'
  | 'all'
  | 'city'
  | 'next'
  | 'previous'
  | 'page'
  | 'look'
  | 'accept'
  | 'transfer'
  | 'accept-transfer'
  | 'return'
  | 'request-supplements'
  | 'reply'
  | 'end-talk'
  | 'note'
  | 'close'
  | 'history'
  | 'personal'
  | 'files'
  | 'save'
  | 'attach'
  | 'confirm'
  | 'amend'
  | 'drop'
  | 'help'
  | 'leave'

/** Longer words before their beginnings: 接收 is no 接. `alone`: only when nothing follows, so that no sentence is taken for it. */
export const VERBS: readonly { readonly verb: Verb; readonly zh: readonly string[]; readonly en: readonly string[]; readonly alone?: true }[] = [
  { verb: 'mine', zh: ['我的案件', '我的队列', '我的', '队列', '刷新'], en: ['queue', 'q', 'mine', 'm'], alone: true },
  { verb: 'department', zh: ['本部门案件', '本部门', '部门'], en: ['department', 'dept', 'd'], alone: true },
  { verb: 'overdue', zh: ['已逾期', '逾期', '超期', '过期'], en: ['overdue', 'late'], alone: true },
  { verb: 'all', zh: ['全部案件', '全部', '所有', '历史案件'], en: ['all', 'a'], alone: true },
  { verb: 'next', zh: ['下一页', '下页', '后一页'], en: ['next', 'n'], alone: true },
  { verb: 'previous', zh: ['上一页', '上页', '前一页'], en: ['previous', 'prev', 'p'], alone: true },
  { verb: 'accept', zh: ['接单', '我接', '抢单'], en: ['accept', 'take'] },
  { verb: 'accept-transfer', zh: ['接收转办', '接收', '同意转办'], en: ['receive'] },
  { verb: 'return', zh: ['退回转办', '退回', '退办'], en: ['return'] },
  { verb: 'transfer', zh: ['转办到', '转办至', '转办给', '转办', '转给', '转交'], en: ['transfer', 't'] },
  { verb: 'request-supplements', zh: ['要求补充材料', '要求补充', '请补充材料', '补充材料', '补材料', '补充'], en: ['supplements', 'supplement', 'ask', 's'] },
  { verb: 'end-talk', zh: ['结束对话', '结束谈话', '结束会话'], en: ['end'] },
  { verb: 'reply', zh: ['回复企业', '答复企业', '回复', '答复'], en: ['reply', 'r'] },
  { verb: 'note', zh: ['内部备注', '备注', '记一笔'], en: ['note'] },
  { verb: 'close', zh: ['办结', '结案'], en: ['close', 'c'] },
  { verb: 'history', zh: ['办理历史', '历史', '经过'], en: ['history', 'h'], alone: true },
  { verb: 'personal', zh: ['查看个人信息', '看个人信息', '个人信息', '联系方式'], en: ['personal'] },
  { verb: 'save', zh: ['保存文件', '保存', '另存', '存'], en: ['save'] },
  { verb: 'attach', zh: ['添加附件', '加附件', '附件', '附上'], en: ['attach'] },
  { verb: 'files', zh: ['文件列表', '查看文件', '看文件', '文件'], en: ['files', 'f'] },
  { verb: 'look', zh: ['查看', '打开', '看', '案件'], en: ['look', 'view', 'open', 'show', 'v'] },
  { verb: 'confirm', zh: ['确认发送', '确认', '发送', '是的', '是', '对'], en: ['confirm', 'yes', 'y', 'ok', 'send'], alone: true },
  { verb: 'amend', zh: ['修改为', '修改', '改成', '改为', '改'], en: ['amend', 'edit'] },
  { verb: 'drop', zh: ['放弃', '取消', '不发了', '不发', '算了', '否', '不'], en: ['drop', 'cancel', 'no'], alone: true },
  { verb: 'help', zh: ['帮助', '怎么用', '命令'], en: ['help', '?'], alone: true },
  { verb: 'leave', zh: ['退出', '再见', '下班'], en: ['exit', 'quit', 'bye'], alone: true },
  { verb: 'page', zh: ['第'], en: ['page'] },
]
