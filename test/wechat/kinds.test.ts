/** Photos, papers, voices, stickers, rooms, and what people take back. */
import { FileBox } from 'file-box'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, openBoth, type Stage, settled, TYPE, until, type World, warm } from './rig.ts'

const CODE = '91210100MA0P4KJU3C'
const TO_EVIDENCE = [
  '我要申请维权援助',
  '同意',
  `公司名称：沈阳海蓝科技有限公司\n信用代码：${CODE}\n联系人：王芳\n手机：13940012345\n所在地：沈阳`,
  '实用新型',
  'ZL202120000001.1',
  '大连仿冒机械有限公司',
  '上个月在展会上看到他们卖一模一样的机器',
]
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
const box = (bytes: Buffer, name: string) => FileBox.fromBase64(bytes.toString('base64'), name)

let world: World
let stage: Stage
const open: Stage[] = []
async function begin(options: Parameters<typeof openBoth>[0] = {}): Promise<void> {
  ;({ world, stage } = await openBoth(options))
  open.push(stage)
}
beforeAll(warm, 120_000)
afterEach(async () => {
  await Promise.all(open.splice(0).map((s) => s.close()))
})

async function upon(from: string, act: () => void): Promise<string> {
  const before = world.sentTo(from).length
  act()
  await until(() => world.sentTo(from).length > before)
  await until(world.idle, 1_000).catch(() => settled(world, 250))
  await new Promise((resolve) => setTimeout(resolve, 60))
  return world.sentTo(from).slice(before).join('\n——\n')
}

async function toEvidence(from = 'alice'): Promise<void> {
  for (const text of TO_EVIDENCE) await ask(world, from, text)
  expect(world.sentTo(from).at(-1)).toContain('（10/10）')
}

/** A file as some puppets give it, which `FileBox` of the mock cannot be. @returns the id of the message to come. */
function bent(id: string, name: string, as: { readonly size: number; readonly toBuffer: () => Promise<Buffer> }): string {
  const file = world.puppet.messageFile.bind(world.puppet)
  world.puppet.messageFile = async (of: string) => {
    if (of !== id) return file(of)
    return Object.defineProperties(box(PNG, name), { size: { value: as.size }, toBuffer: { value: as.toBuffer } })
  }
  return id
}

describe('kinds', () => {
  const OTHERS = [
    TYPE.Audio,
    TYPE.Emoticon,
    TYPE.Video,
    TYPE.Contact,
    TYPE.ChatHistory,
    TYPE.Location,
    TYPE.MiniProgram,
    TYPE.RedEnvelope,
    TYPE.Transfer,
    TYPE.Url,
    TYPE.Post,
    TYPE.GroupNote,
  ]

  it.each(OTHERS.map((type) => [TYPE[type], type] as const))('scenario 28: %s gets one fitting line, and the form stands where it stood', async (_, type) => {
    await begin()
    for (const text of TO_EVIDENCE.slice(0, 3)) await ask(world, 'alice', text)
    const said = await upon('alice', () => {
      for (let n = 0; n < 3; n++) world.kind('alice', type)
    })
    expect(said).not.toContain('——')
    expect(said.length).toBeGreaterThan(10)
    expect((await ask(world, 'alice', '2')).join('\n')).toContain('（7/10）')
    expect(stage.told.filter((line) => !line.includes('已登录'))).toEqual([])
  })

  it('scenario 28: nine stickers of different kinds in a row are one line, and the same message again is none', async () => {
    await begin()
    const ids: string[] = []
    const said = await upon('alice', () => {
      for (const type of [TYPE.Emoticon, TYPE.Audio, TYPE.Emoticon, TYPE.Unknown, TYPE.Location]) ids.push(world.kind('alice', type))
    })
    expect(said).toMatch(/表情/)
    expect(said).not.toContain('——')
    for (const id of ids) world.again(id)
    await settled(world)
    expect(world.sentTo('alice')).toHaveLength(1)
  })
})

describe('what is taken back', () => {
  it('scenario 29: a recalled answer is withdrawn and asked again', async () => {
    await begin()
    for (const text of TO_EVIDENCE.slice(0, 4)) await ask(world, 'alice', text)
    let id = ''
    await upon('alice', () => {
      id = world.say('alice', 'ZL202120000001.1')
    })
    expect(await upon('alice', () => world.recall('alice', id))).toMatch(/专利号|（7\/10）/)
    expect((await ask(world, 'alice', 'ZL202120000001.1')).join('\n')).toContain('（8/10）')
  })

  it('scenario 29: a recalled file leaves the draft', async () => {
    await begin()
    await toEvidence()
    let id = ''
    expect(
      await upon('alice', () => {
        id = world.file('alice', box(PNG, '合同.png'))
      }),
    ).toContain('合同.png')
    await upon('alice', () => world.recall('alice', id))
    const after = await upon('alice', () => world.file('alice', box(PDF, '发票.pdf'), TYPE.Attachment))
    expect(after).toContain('发票.pdf')
    expect(after).not.toContain('合同.png')
  })

  it('scenario 29: what is recalled before it was answered was never said', async () => {
    await begin({ pace: { quietMs: 500, quietAfterFileMs: 500, longestMs: 900, partsMs: 1 } })
    for (const text of TO_EVIDENCE.slice(0, 4)) await ask(world, 'alice', text)
    const id = world.say('alice', '大连市的那家')
    world.recall('alice', id)
    expect(await upon('alice', () => world.say('alice', 'ZL202120000001.1'))).toContain('（8/10）')
  })
})

describe('files', () => {
  it('scenario 30: an image, a pdf and a document that puppets do not know are kept', async () => {
    await begin()
    await toEvidence()
    expect(await upon('alice', () => world.file('alice', box(PNG, '展会.png')))).toContain('收到 展会.png')
    const docx = await word()
    expect(await upon('alice', () => world.file('alice', box(docx, '情况说明.docx'), TYPE.Unknown))).toContain('情况说明.docx')
    expect(await upon('alice', () => world.file('alice', box(PDF, '公证书.pdf'), TYPE.Attachment))).toContain('公证书.pdf')
    expect((await stage.store.files.ofConversation('wechat:alice')).map((f) => [f.name, f.type.split('/').at(-1)])).toEqual([
      ['展会.png', 'png'],
      ['情况说明.docx', expect.stringContaining('wordprocessingml')],
      ['公证书.pdf', 'pdf'],
    ])
  })

  it('scenario 30: an empty one, a false extension and a program are refused by name, and the form goes on', async () => {
    await begin()
    await toEvidence()
    expect(await upon('alice', () => world.kind('alice', TYPE.Image, { id: bent('empty-1', '空.jpg', { size: 0, toBuffer: async () => Buffer.alloc(0) }) }))).toMatch(
      /空\.jpg[\s\S]*空的/,
    )
    expect(await upon('alice', () => world.file('alice', box(EXE, '照片.jpg')))).toMatch(/照片\.jpg[\s\S]*不收 \.exe/)
    expect(await upon('alice', () => world.file('alice', box(Buffer.from('<script>alert(1)</script>'), '图.png')))).toMatch(/图\.png/)
    expect(await stage.store.files.ofConversation('wechat:alice')).toEqual([])
    expect((await ask(world, 'alice', '有购买发票')).join('\n')).toContain('10. 证据：有购买发票')
  })

  it('scenario 30: 60 MB is refused before it is fetched', async () => {
    await begin()
    let fetched = false
    const bytes = async () => {
      fetched = true
      return PNG
    }
    const id = bent('huge-1', '视频截屏.zip', { size: 60 * 1024 * 1024, toBuffer: bytes })
    expect(await upon('alice', () => world.kind('alice', TYPE.Attachment, { id }))).toMatch(/视频截屏\.zip[\s\S]*20 MB/)
    expect(fetched).toBe(false)
  })

  it('scenario 30: a file that cannot be had is asked for again', async () => {
    await begin()
    expect(await upon('alice', () => world.kind('alice', TYPE.Image))).toContain('请再发一次')
  })

  it('a photo and the words that follow it are one turn', async () => {
    await begin()
    await toEvidence()
    const said = await upon('alice', () => {
      world.file('alice', box(PNG, '展会.png'))
      world.say('alice', '这是展会上拍的，还有购买发票')
    })
    expect(said).toContain('展会.png')
    expect(said.match(/核对一遍|再看一眼/g)).toHaveLength(1)
  })
})

describe('rooms', () => {
  const room = { id: 'r1@chatroom', topic: '企业群' }

  it('scenario 32: chatter is ignored, a mention is answered with a mention, personal data is refused, two members are never mixed', async () => {
    await begin({ contacts: ['alice', 'bob'] })
    world.mocker.createRoom({ ...room, memberIdList: ['alice', 'bob', 'zhiwen'] })
    const inRoom = (more: Record<string, unknown> = {}) => ({ roomId: room.id, listenerId: undefined, ...more })
    const mention = inRoom({ mentionIdList: ['zhiwen'] })
    world.say('alice', '质押登记几天能办好', inRoom())
    world.file('alice', box(PNG, 'a.png'), TYPE.Image, inRoom())
    world.kind('bob', TYPE.Emoticon, inRoom())
    await settled(world)
    expect(world.said).toEqual([])

    const answered = await upon(room.id, () => world.say('alice', '@知问\u2005质押登记几天能办好', mention))
    expect(answered).toContain('力争1个工作日')
    expect(answered).toMatch(/^@alice\u2005/)
    expect(world.said.at(-1)?.mentions).toEqual(['alice'])

    expect(await upon(room.id, () => world.say('bob', '@知问 谁负责', inRoom()))).not.toContain('知识产权服务处')
    expect(await upon(room.id, () => world.say('alice', '@知问 谁负责', mention))).toContain('知识产权服务处')

    const refused = await upon(room.id, () => world.say('bob', `@知问 我要申请维权援助，信用代码${CODE}，手机13940012345`, mention))
    expect(refused).toMatch(/私聊|单独|私下|一对一|私信/)
    expect(refused).not.toContain('13940012345')
    expect(world.sentTo('bob')).toEqual([])
  })

  it('scenario 32: a bare mention is not silence', async () => {
    await begin({ contacts: ['alice'] })
    world.mocker.createRoom({ ...room, memberIdList: ['alice', 'zhiwen'] })
    expect(await upon(room.id, () => world.say('alice', '@知问\u2005', { roomId: room.id, listenerId: undefined, mentionIdList: ['zhiwen'] }))).toMatch(/知问|例如/)
  })
})

describe('friends', () => {
  async function request(hello: string): Promise<boolean> {
    let accepted = false
    world.puppet.friendshipRawPayload = async (id: string) => ({ id, contactId: 'alice', hello, ticket: 't', timestamp: Date.now(), type: 2 }) as never
    world.puppet.friendshipAccept = async () => {
      accepted = true
    }
    world.puppet.emit('friendship', { friendshipId: `f-${hello}` })
    await settled(world, 600)
    return accepted
  }

  it('are accepted and welcomed once', async () => {
    await begin()
    expect(await request('你好')).toBe(true)
    expect(await request('你好呀')).toBe(true)
    expect(world.sentTo('alice')).toEqual([expect.stringContaining('我是知问')])
  })

  it('are accepted by the word, where there is one, or not at all', async () => {
    await begin({ friends: { word: '知识产权' } })
    expect(await request('你好')).toBe(false)
    expect(await request('咨询知识产权')).toBe(true)
    await begin({ friends: 'none' })
    expect(await request('咨询知识产权')).toBe(false)
  })
})

/** The smallest document that is one. */
async function word(): Promise<Buffer> {
  const files: readonly [string, string][] = [
    [
      '[Content_Types].xml',
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    ['word/document.xml', '<w:document/>'],
  ]
  const { crc32 } = await import('node:zlib')
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const data = Buffer.from(text)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt32LE(crc32(data), 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt32LE(data.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    head.copy(entry, 16, 14, 30)
    entry.writeUInt32LE(offset, 42)
    local.push(head, Buffer.from(name), data)
    central.push(entry, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const size = central.reduce((sum, b) => sum + b.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, ...central, end])
}
