/** `node test/wechat/walk.ts`: an enterprise types a whole request on the mock puppet; what its phone shows is printed, to be read as a person reads it. */
import { FileBox } from 'file-box'
import { openBoth, settled } from './rig.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const TYPED: readonly (string | readonly string[] | { readonly photo: string })[] = [
  '你好',
  ['在吗', '质押登记几天能办好', '要交钱吗'],
  '原文',
  '有人抄我的专利，帮帮我',
  '同意',
  ['沈阳海蓝科技有限公司', '91210100MA0P4KJU3C', '王芳 13940012345'],
  '沈阳',
  '2',
  'ZL202120000001.1',
  '他们要赔多少钱',
  '大连仿冒机械有限公司',
  '上个月在展会上看到他们卖一模一样的机器',
  { photo: '展会照片.png' },
  '没有别的了',
  '确认',
  '进度',
  '谢谢',
]

const { world, stage } = await openBoth({ link: (clause) => `https://zhiwen.example/notices/${clause.replace('#', '/')}` })
for (const typed of TYPED) {
  const before = world.sentTo('alice').length
  if (typeof typed === 'string') world.say('alice', typed)
  else if ('photo' in typed) world.file('alice', FileBox.fromBase64(PNG, typed.photo))
  else for (const text of typed) world.say('alice', text)
  console.log(`\n  ▶ ${typeof typed === 'string' ? typed : 'photo' in typed ? `[图片 ${typed.photo}]` : typed.join(' ⏎ ')}`)
  await settled(world, 600)
  for (const text of world.sentTo('alice').slice(before)) console.log(text.replace(/^/gm, '│ '), '\n└', Buffer.byteLength(text))
}
await stage.close()
console.log(stage.told)
process.exit(0)
