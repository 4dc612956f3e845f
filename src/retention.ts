/** What every stored column is for and how long it is kept; a test fails when the schema has a column that is not here. */

/** `open`: readable by whoever reads the database. `sealed`: only with the key, gone with it. `none`: says nothing about a person. */
export type Personal = 'none' | 'open' | 'sealed'
export type Kept = { readonly purpose: string; readonly keep: string; readonly personal: Personal }

const kept = (purpose: string, keep: string, personal: Personal = 'none'): Kept => ({ purpose, keep, personal })

const ALWAYS = '与数据库同在'
const THIRTY = '30 天'
const STATE = '会话静默到期即删；“删除我的信息”即删'
const SENT = '发出或放弃后 30 天，30 天没有发出即放弃；随案件或会话删除'
const UNHEARD = '处理完即删，至多 30 天；会话删除时清空'
const POSTED = '随案件或会话删除'
const CASE = '办结后到期，密钥销毁；“删除我的信息”即销毁'
const FIGURES = '长期（不含个人信息的统计）'
const FILE = '未归入案件的到期即删；归入案件的随案件'
const ASKED = '180 天；“删除我的信息”即删'
const SAID = '随会话：静默 30 天即删；“删除我的信息”即删'
const OFFICER = '在职期间；离职后由管理员删除'
const ROOM = '该部门有自己的接收处时'
const CODE = '用过、过期或错五次即删'
const SESSION = '到期、退出或离岗即删；每人至多 10 个'
const RECORD = '查阅记录不少于 180 天，同意与对外提供的记录 3 年'

/** table.column (个人信息保护法 第六条、第十九条: a purpose for each field, and the shortest time it needs). */
export const RETENTION: Readonly<Record<string, Kept>> = {
  'migration.number': kept('数据库结构的版本', ALWAYS),
  'migration.name': kept('数据库结构的版本', ALWAYS),
  'migration.at': kept('何时升级到这一版', ALWAYS),
  'setting.name': kept('设置的名称', ALWAYS),
  'setting.value': kept('设置的值；主密钥只记指纹', ALWAYS),

  'data_key.id': kept('密钥的编号', ALWAYS),
  'data_key.wrapped': kept('由主密钥包裹的数据密钥；销毁它就是删除它所封存的内容', '与所封存的内容同在，删除时销毁'),
  'data_key.made_at': kept('密钥何时生成', ALWAYS),
  'data_key.destroyed_at': kept('密钥何时销毁，作为已删除的证明', ALWAYS),

  'inbox.channel': kept('重复送达的消息只处理一次', THIRTY),
  'inbox.id': kept('重复送达的消息只处理一次', THIRTY),
  'inbox.conversation': kept('会话被删除时一并去掉', `${THIRTY}；会话删除时清空`, 'open'),
  'inbox.at': kept('何时可以忘记这条消息', THIRTY),

  'intake.sequence': kept('按收到的先后处理', UNHEARD),
  'intake.channel': kept('已确认收到而还没有处理的消息，程序中断后接着处理', UNHEARD),
  'intake.id': kept('重复送达的消息只收一次', UNHEARD),
  'intake.conversation': kept('属于哪个会话', UNHEARD, 'open'),
  'intake.key_id': kept('哪把密钥封存这条消息', UNHEARD),
  'intake.body': kept('收到的内容，原样', UNHEARD, 'sealed'),
  'intake.at': kept('何时收到', UNHEARD),

  'conversation.id': kept('回复送到哪里', STATE, 'open'),
  'conversation.key_id': kept('哪把密钥封存这个会话', STATE),
  'conversation.version': kept('同一会话一次只处理一条消息', STATE),
  'conversation.state': kept('对话进行到哪里，未提交的草稿', STATE, 'sealed'),
  'conversation.touched_at': kept('最近一次处理的时间', STATE),
  'conversation.wake_at': kept('何时提醒', STATE),
  'conversation.keep_until': kept('何时删除', STATE),

  'outbox.sequence': kept('同一会话的消息按顺序发出', SENT),
  'outbox.key': kept('同一条消息只发一次', SENT),
  'outbox.channel': kept('从哪个渠道发出', SENT),
  'outbox.conversation': kept('发给谁', SENT, 'open'),
  'outbox.case_number': kept('说的是哪个案件', SENT),
  'outbox.key_id': kept('哪把密钥封存这条消息', SENT),
  'outbox.body': kept('要发出的内容', '发出即删', 'sealed'),
  'outbox.status': kept('是否已发出', SENT),
  'outbox.attempt': kept('领取过几次', SENT),
  'outbox.failures': kept('失败几次', SENT),
  'outbox.faults': kept('渠道本身出错几次（不计入放弃）', SENT),
  'outbox.due_at': kept('何时再试', SENT),
  'outbox.lease_by': kept('正由哪个进程发送', SENT),
  'outbox.lease_until': kept('进程中断后何时由别的进程接手', SENT),
  'outbox.problem': kept('没有发出的原因（代码）', SENT),
  'outbox.made_at': kept('何时写下', SENT),
  'outbox.done_at': kept('何时发出或放弃', SENT),

  'question.sequence': kept('提问的先后', ASKED),
  'question.id': kept('哪条消息里的提问，好记下有没有用', ASKED),
  'question.conversation': kept('会话被删除时一并删除', ASKED, 'open'),
  'question.key_id': kept('哪把密钥封存这个会话的提问', ASKED),
  'question.at': kept('何时提问', ASKED),
  'question.text': kept('问的是什么（号码已隐去），好补上答不了的', ASKED, 'sealed'),
  'question.answered': kept('答上了没有', ASKED),
  'question.reason': kept('为什么没有答上（代码）', ASKED),
  'question.clauses': kept('引用了哪些条款', ASKED),
  'question.useful': kept('提问者觉得有没有用', ASKED),

  'transcript.sequence': kept('说话的先后', SAID),
  'transcript.conversation': kept('属于哪个会话', SAID, 'open'),
  'transcript.id': kept('同一句话只记一次', SAID),
  'transcript.key_id': kept('哪把密钥封存这个会话的记录', SAID),
  'transcript.at': kept('何时说的', SAID),
  'transcript.speaker': kept('谁说的：对方、本系统，或经办人', SAID),
  'transcript.body': kept('说了什么，重新打开网页时还能看到', SAID, 'sealed'),
  'transcript.kept_at': kept('没有会话时何时删除', SAID),

  'posted.thing': kept('张贴的是哪个案件的卡片', POSTED),
  'posted.channel': kept('张贴在哪个渠道', POSTED),
  'posted.conversation': kept('张贴在哪个会话，好随案件更新', POSTED, 'open'),
  'posted.remote': kept('渠道给这条消息的编号，好原处更新', POSTED),
  'posted.at': kept('何时张贴', POSTED),

  'case_file.number': kept('案件编号', FIGURES),
  'case_file.key_id': kept('哪把密钥封存这个案件', FIGURES),
  'case_file.version': kept('两人同时处理时只有一人成功', FIGURES),
  'case_file.kind': kept('业务种类', FIGURES),
  'case_file.status': kept('办理状态', FIGURES),
  'case_file.city': kept('企业所在市', FIGURES),
  'case_file.accountable': kept('首问负责人', FIGURES),
  'case_file.handler': kept('现在的经办人', FIGURES),
  'case_file.conversation': kept('结果告知谁；本人查询自己的案件', '随案件删除时清空', 'open'),
  'case_file.opened_at': kept('何时受理', FIGURES),
  'case_file.touched_at': kept('最近一次变动', FIGURES),
  'case_file.due_at': kept('办理期限', FIGURES),
  'case_file.keep_until': kept('何时可以删除', FIGURES),
  'case_file.wake_at': kept('何时提醒或督办', FIGURES),
  'case_file.erased_at': kept('何时已删除', FIGURES),
  'case_department.case_number': kept('案件编号', FIGURES),
  'case_department.position': kept('责任部门的先后', FIGURES),
  'case_department.department': kept('责任部门', FIGURES),
  'case_event.case_number': kept('案件编号', FIGURES),
  'case_event.seq': kept('事件的先后', FIGURES),
  'case_event.at': kept('何时发生', FIGURES),
  'case_event.kind': kept('发生了什么', FIGURES),
  'case_event.actor': kept('谁做的：企业、本系统，或经办人的编号', FIGURES),
  'case_event.instant': kept('何时发生，好按时间统计', FIGURES),
  'case_event.sealed': kept('事件的内容：企业填报的各项、说明、经办记录，以及防篡改的摘要', CASE, 'sealed'),

  'file.id': kept('文件的编号', FILE),
  'file.conversation': kept('谁发来的', FILE, 'open'),
  'file.hash': kept('同一份文件只存一次；证明没有被改动', FILE),
  'file.key_id': kept('哪把密钥封存这份文件', FILE),
  'file.case_number': kept('属于哪个案件', FILE),
  'file.name': kept('文件名', FILE, 'sealed'),
  'file.type': kept('文件种类', FILE),
  'file.size': kept('文件大小', FILE),
  'file.at': kept('何时收到', FILE),
  'file.keep_until': kept('未归入案件时何时删除', FILE),

  'officer.id': kept('经办人的编号', OFFICER),
  'officer.name': kept('首问负责人要告知企业', OFFICER, 'open'),
  'officer.department': kept('案件分到哪个部门', OFFICER),
  'officer.city': kept('只能看到本市的案件', OFFICER),
  'officer.role': kept('可以做什么', OFFICER),
  'officer.active': kept('是否在岗', OFFICER),
  'officer.slack': kept('从 Slack 认出本人', OFFICER, 'open'),
  'officer.touched_at': kept('最近一次修改', OFFICER),
  'department_room.department': kept('哪个部门', ROOM),
  'department_room.address': kept('新案件送到哪里告知该部门', ROOM),
  'department_room.touched_at': kept('最近一次修改', ROOM),
  'officer_session.sequence': kept('超过 10 个时先去掉最早的', SESSION),
  'officer_session.hash': kept('认出已登录的浏览器（只存摘要）', SESSION),
  'officer_session.officer': kept('登录的是谁', SESSION),
  'officer_session.until': kept('登录何时到期', SESSION),
  'officer_code.officer': kept('一次性登录码属于谁', CODE),
  'officer_code.hash': kept('核对一次性登录码（只存摘要）', CODE),
  'officer_code.until': kept('登录码何时失效', CODE),
  'officer_code.tries': kept('防止猜测', CODE),

  'record.sequence': kept('记录的先后', RECORD),
  'record.kind': kept('同意、对外提供、查阅、删除', RECORD),
  'record.subject': kept('关于哪个案件或会话', RECORD, 'open'),
  'record.actor': kept('谁做的', RECORD),
  'record.detail': kept('告知书的版本、查阅的项目；不含个人信息', RECORD),
  'record.at': kept('何时', RECORD),
  'record.keep_until': kept('何时删除', RECORD),
}
