"""What people call the things on icons: groups of words for one meaning, English first, Chinese after the bar."""

from __future__ import annotations

from functools import cache

GROUPS = """
settings, gear, cog, preferences, options, configure, setup, configuration | 设置 选项 首选项
close, x, cross, dismiss, exit, times, xmark | 关闭 退出
search, find, magnifying glass, magnifier, look up, magnify | 搜索 查找
home, house, start page, main page, homepage | 首页 主页 主文件夹
menu, hamburger, navigation menu, three lines, bars, main menu | 菜单
back, go back, arrow left, previous page, return | 返回 后退
forward, go forward, arrow right, next page | 前进 下一步
up, arrow up, go up, parent folder | 向上 上一级
down, arrow down, go down | 向下
expand, chevron down, open list, drop down, dropdown, caret down, show more | 展开 下拉
collapse, chevron up, caret up, show less, fold | 收起 折叠
next, chevron right, caret right, forward arrow | 下一个
previous, chevron left, caret left | 上一个
add, plus, new, create, insert, add new | 添加 新建 增加
remove, minus, subtract, take away, less | 移除 减少
delete, trash, bin, trash can, garbage, discard, dustbin, erase | 删除 回收站 垃圾桶
edit, pencil, pen, modify, change, rename, write | 编辑 修改
save, floppy disk, diskette, store, content save, device floppy | 保存 存储
open, folder open, open file, browse | 打开
folder, directory | 文件夹 目录
file, document, page, paper | 文件 文档
copy, duplicate, clone, content copy, files | 复制 拷贝
cut, scissors, content cut | 剪切 剪刀
paste, clipboard, content paste | 粘贴 剪贴板
undo, step back, revert, arrow back up | 撤销
redo, repeat last, arrow forward up | 重做
refresh, reload, update, sync, synchronize, rotate clockwise, arrows rotate | 刷新 重新加载 同步
download, save to disk, get, arrow down to line | 下载
upload, send up, arrow up to line | 上传
print, printer | 打印 打印机
share, share alt, social share | 分享
send, paper plane, submit message, paper airplane | 发送
mail, email, envelope, message letter, inbox | 邮件 邮箱 信封
phone, call, telephone, dial | 电话 呼叫
chat, message, comment, speech bubble, conversation, talk | 聊天 消息 评论
notifications, bell, alerts, alarm bell | 通知 铃铛
user, person, account, profile, avatar | 用户 账户 个人
users, people, group, team, contacts, members | 用户组 团队 联系人
log in, login, sign in, enter | 登录
log out, logout, sign out, leave | 退出登录 注销
lock, locked, padlock, secure, password | 锁定 锁
unlock, unlocked, open lock, lock open | 解锁
key, access key, credentials | 密钥 钥匙
eye, show, view, visible, preview, watch | 显示 查看 眼睛
hide, eye off, invisible, eye slash, hidden, visibility off | 隐藏
star, favorite, rate, favourite | 收藏 星标
heart, like, love | 喜欢 心
bookmark, save for later, reading mark | 书签
flag, report, mark | 标记 旗帜
pin, thumbtack, push pin, attach to top | 固定 图钉
tag, label, price tag | 标签
calendar, date, schedule, event | 日历 日期
clock, time, watch, hour, recent | 时钟 时间
history, past, recently used, recent | 历史
alarm, alarm clock, timer, stopwatch | 闹钟 计时器
camera, take photo, photograph | 相机 拍照
image, picture, photo, gallery | 图片 照片 图像
video, film, movie, camcorder | 视频 影片
music, song, note, audio | 音乐 歌曲
microphone, mic, voice, record voice, dictate | 麦克风 话筒 语音
headphones, headset, earphones | 耳机
volume, sound, speaker, loudspeaker, audio on | 音量 声音
mute, volume off, sound off, volume mute, silent, volume x | 静音
play, start, run, resume | 播放 开始 运行
pause, hold | 暂停
stop, halt, end playback | 停止
record, start recording | 录制
skip forward, next track, fast forward, skip next | 下一曲 快进
skip back, previous track, rewind, skip previous | 上一曲 快退
shuffle, random, mix | 随机播放
repeat, loop, cycle | 循环 重复
full screen, maximize, enlarge, expand window, fullscreen | 最大化 全屏
minimize, shrink window, window minimize | 最小化
zoom in, magnify plus, enlarge view | 放大
zoom out, magnify minus, reduce view | 缩小
filter, funnel, refine | 筛选 过滤
sort, order, sort ascending, arrange | 排序
list, bullets, list view, items, rows | 列表
grid, tiles, thumbnails, grid view, apps, layout grid | 网格 平铺
table, spreadsheet, cells | 表格
columns, layout columns, split view | 分栏
sidebar, side panel, panel left, drawer | 侧栏 边栏
window, application window, app | 窗口
tab, new tab | 标签页
more, three dots, ellipsis, overflow menu, more options, dots horizontal, dots vertical, kebab, more vertical | 更多
help, question mark, question, support, question circle | 帮助 问号
info, information, about, i, info circle | 信息 关于
warning, alert, caution, exclamation, attention, alert triangle | 警告 注意
error, failure, problem, alert circle | 错误
check, tick, done, ok, confirm, accept, checkmark | 确认 完成 对勾
cancel, abort, stop circle, x circle, close circle | 取消
ban, forbidden, prohibited, not allowed, block | 禁止
link, chain, hyperlink, url, web address | 链接
external link, open in new window, open externally | 外部链接
attachment, paperclip, attach file, clip | 附件 回形针
globe, world, internet, web, language, earth, browser | 网络 地球 语言
map, atlas | 地图
location, map pin, place, marker, position, gps | 位置 定位
compass, direction, navigate | 指南针
bold, strong, bold text, make bold | 粗体 加粗
italic, slanted text, cursive | 斜体
underline, underlined text | 下划线
strikethrough, crossed out text | 删除线
align left, left aligned, align text left | 左对齐
align center, centered, align text center | 居中
align right, right aligned, align text right | 右对齐
align justify, justified | 两端对齐
numbered list, list ordered, ordered list, list numbers | 编号列表
bulleted list, list unordered, list bullets | 项目符号
indent, increase indent | 缩进
outdent, decrease indent | 减少缩进
quote, quotation, blockquote | 引用
font, text, typeface, typography, letter | 字体 文字
text size, font size, text height | 字号
color, palette, colour, paint | 颜色 调色板
fill, paint bucket, bucket fill | 填充 油漆桶
brush, paint brush, draw | 画笔
eraser, rubber | 橡皮
crop, trim picture | 裁剪
rotate, turn | 旋转
flip, mirror | 翻转
ruler, measure | 尺子 测量
layers, stack | 图层
move, drag, arrows move, pan | 移动
pointer, cursor, mouse pointer, select | 指针 选择
hand, grab | 抓手
code, source code, programming, brackets | 代码
terminal, console, command line, shell prompt | 终端 命令行
bug, debug, insect | 调试 虫子
branch, git branch, fork | 分支
database, storage, data | 数据库
server, host machine | 服务器
cloud, online storage | 云
wifi, wireless, wireless network | 无线网络
bluetooth | 蓝牙
battery, power level | 电池
power, turn off, shut down, on off | 电源 关机
plug, connect, power cord | 插头 连接
sun, brightness, light mode, day | 亮度 太阳 浅色
moon, dark mode, night | 深色 夜间 月亮
monitor, display, screen, desktop computer | 显示器 屏幕
laptop, notebook computer | 笔记本电脑
mobile phone, smartphone, cell phone, mobile | 手机
keyboard | 键盘
mouse, computer mouse | 鼠标
cpu, processor, chip | 处理器
hard drive, disk, drive | 硬盘 磁盘
usb, usb stick | 优盘
shopping cart, cart, basket, trolley | 购物车
shopping bag, bag | 购物袋
credit card, payment, pay | 信用卡 支付
wallet, purse | 钱包
money, dollar, cash, currency | 钱 货币
bank, institution | 银行
gift, present | 礼物
truck, delivery, shipping | 送货 卡车
package, box, parcel | 包裹 盒子
store, shop | 商店
chart, bar chart, statistics, analytics, graph | 图表 统计
pie chart | 饼图
line chart, trending up, growth, trend | 折线图 趋势
activity, pulse, heartbeat | 活动
dashboard, gauge, speedometer | 仪表盘
shield, security, protection | 安全 盾牌
fingerprint, biometric | 指纹
qr code, scan code | 二维码
book, read, manual | 书 手册
newspaper, news, article | 新闻
school, graduation cap, education | 学校 教育
briefcase, work, job, business | 公文包 工作
building, office, company | 大楼 公司
thumbs up, approve, like thumb | 赞 点赞
thumbs down, disapprove, dislike | 踩
smile, emoji, happy face, smiley | 表情 笑脸
lightning, flash, bolt, zap, quick | 闪电
fire, flame, hot | 火
water, drop, droplet | 水 水滴
leaf, plant, nature | 叶子
tree, forest | 树
car, vehicle, automobile | 汽车
plane, airplane, flight | 飞机
train, railway | 火车
bus | 公交车
bicycle, bike, cycling | 自行车
rocket, launch | 火箭
wrench, tool, spanner, repair | 扳手 工具
hammer, build | 锤子
puzzle, extension, plugin, add on | 插件 扩展
robot, bot, assistant | 机器人
magic wand, wizard, auto enhance | 魔棒
target, bullseye, goal | 目标
trophy, award, prize | 奖杯
archive, store away | 归档
import, bring in | 导入
export, take out | 导出
scan, scanner | 扫描
translate, language translation | 翻译
calculator, compute | 计算器
coffee, cup, break | 咖啡
food, restaurant, fork and knife | 餐厅
bed, sleep, hotel | 床
medical, hospital, first aid | 医疗 医院
pill, medicine | 药
television, tv | 电视
radio, broadcast | 收音机
game, gamepad, controller | 游戏 手柄
umbrella, rain protection | 雨伞
thermometer, temperature | 温度
anchor, harbour | 锚
scale, balance, justice | 天平
circle, round | 圆
square, box shape | 方形
triangle | 三角形
slider, sliders, adjust, adjustments, tune, equalizer | 调整 滑块
toggle, switch, toggle on | 开关
checkbox, check square, ticked box | 复选框
radio button, option chosen | 单选
reply, answer | 回复
reply all, answer all | 全部回复
inbox, tray | 收件箱
spam, junk | 垃圾邮件
draft, notes, note, sticky note | 草稿 便签 笔记
incognito, private window | 隐身
broom, clean, clear, sweep | 清除 清理
""".strip().splitlines()


@cache
def groups() -> list[tuple[list[str], list[str]]]:
    """Pairs of English phrases and Chinese words, one pair a meaning."""
    made = []
    for line in GROUPS:
        english, _, chinese = line.partition("|")
        made.append(([phrase.strip() for phrase in english.split(",")], chinese.split()))
    return made
