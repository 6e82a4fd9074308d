<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>overlay</name>
    <message>
        <source>Looking</source>
        <translation>正在查看</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Waiting for your answer</source>
        <translation>等待您的回答</translation>
    </message>
    <message>
        <source>checking what changed</source>
        <translation>正在检查变化</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>，然后</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>something else instead</source>
        <translation>改做别的</translation>
    </message>
    <message>
        <source>not approved: {why}</source>
        <translation>未批准：{why}</translation>
    </message>
    <message>
        <source>not approved</source>
        <translation>未批准</translation>
    </message>
    <message>
        <source>not done: {why}</source>
        <translation>未执行：{why}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not done: refused</source>
        <translation>未完成：被拒绝</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>click {target}</source>
        <translation>点击{target}</translation>
    </message>
    <message>
        <source>click here</source>
        <translation>点击此处</translation>
    </message>
    <message>
        <source>double-click {target}</source>
        <translation>双击{target}</translation>
    </message>
    <message>
        <source>double-click here</source>
        <translation>双击此处</translation>
    </message>
    <message>
        <source>right-click {target}</source>
        <translation>右键点击{target}</translation>
    </message>
    <message>
        <source>right-click here</source>
        <translation>右键点击此处</translation>
    </message>
    <message>
        <source>hold {target}</source>
        <translation>长按{target}</translation>
    </message>
    <message>
        <source>hold here</source>
        <translation>长按此处</translation>
    </message>
    <message>
        <source>point at {target}</source>
        <translation>指向{target}</translation>
    </message>
    <message>
        <source>point here</source>
        <translation>指向此处</translation>
    </message>
    <message>
        <source>scroll up</source>
        <translation>向上滚动</translation>
    </message>
    <message>
        <source>scroll down</source>
        <translation>向下滚动</translation>
    </message>
    <message>
        <source>scroll left</source>
        <translation>向左滚动</translation>
    </message>
    <message>
        <source>scroll right</source>
        <translation>向右滚动</translation>
    </message>
    <message>
        <source>drag {target}</source>
        <translation>拖动{target}</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>type “{text}” into {target}</source>
        <translation>在{target}中输入“{text}”</translation>
    </message>
    <message>
        <source>type “{text}”</source>
        <translation>输入“{text}”</translation>
    </message>
    <message>
        <source>select “{text}”</source>
        <translation>选择“{text}”</translation>
    </message>
    <message>
        <source>press {keys}</source>
        <translation>按 {keys}</translation>
    </message>
    <message>
        <source>open {app}</source>
        <translation>打开 {app}</translation>
    </message>
    <message>
        <source>switch to {app}</source>
        <translation>切换到 {app}</translation>
    </message>
    <message>
        <source>wait {seconds} s</source>
        <translation>等待 {seconds} 秒</translation>
    </message>
    <message>
        <source>ask you</source>
        <translation>询问您</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Mimic asks</source>
        <translation>Mimic 提问</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>您的回答</translation>
    </message>
    <message>
        <source>Do this?</source>
        <translation>要这样做吗？</translation>
    </message>
    <message>
        <source>About to do this</source>
        <translation>即将执行</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>the caret is in the field</source>
        <translation>光标在该输入框中</translation>
    </message>
    <message>
        <source>the window “{name}” has the focus</source>
        <translation>窗口“{name}”获得了焦点</translation>
    </message>
    <message>
        <source>no new window has the focus</source>
        <translation>没有新窗口获得焦点</translation>
    </message>
    <message>
        <source>nothing changed on the screen</source>
        <translation>屏幕上没有变化</translation>
    </message>
    <message>
        <source>{size} pixels changed {where}</source>
        <translation>{where}有 {size} 像素发生变化</translation>
    </message>
    <message>
        <source>all over the screen</source>
        <translation>整个屏幕</translation>
    </message>
    <message>
        <source>at the top left</source>
        <translation>左上方</translation>
    </message>
    <message>
        <source>at the top</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>at the top right</source>
        <translation>右上方</translation>
    </message>
    <message>
        <source>in the middle left</source>
        <translation>左侧中部</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>中部</translation>
    </message>
    <message>
        <source>in the middle right</source>
        <translation>右侧中部</translation>
    </message>
    <message>
        <source>at the bottom left</source>
        <translation>左下方</translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>at the bottom right</source>
        <translation>右下方</translation>
    </message>
    <message>
        <source>“{name}” can be read</source>
        <translation>可以读到“{name}”</translation>
    </message>
    <message>
        <source>“{name}” cannot be read</source>
        <translation>读不到“{name}”</translation>
    </message>
    <message>
        <source>“{name}” cannot be read there</source>
        <translation>在那里读不到“{name}”</translation>
    </message>
    <message>
        <source>“{name}” is gone</source>
        <translation>“{name}”已消失</translation>
    </message>
    <message>
        <source>“{name}” is still there</source>
        <translation>“{name}”仍在</translation>
    </message>
    <message>
        <source>nothing here can read text</source>
        <translation>这里无法识别文字</translation>
    </message>
    <message>
        <source>what was typed is too small or hidden to be read</source>
        <translation>输入的内容太小或被隐藏，无法读取</translation>
    </message>
    <message>
        <source>step {number} of {count}: {words}</source>
        <translation>第 {number} 步，共 {count} 步：{words}</translation>
    </message>
    <message>
        <source>step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>press {keys}? {why}</source>
        <translation>按 {keys}？{why}</translation>
    </message>
    <message>
        <source>open {app}? {why}</source>
        <translation>打开 {app}？{why}</translation>
    </message>
    <message>
        <source>switch to {app}? {why}</source>
        <translation>切换到 {app}？{why}</translation>
    </message>
    <message>
        <source>click “{name}” at ({x}, {y})? {why}</source>
        <translation>点击 ({x}, {y}) 处的“{name}”？{why}</translation>
    </message>
    <message>
        <source>type “{text}” into “{name}” at ({x}, {y})? {why}</source>
        <translation>在 ({x}, {y}) 处的“{name}”中输入“{text}”？{why}</translation>
    </message>
    <message>
        <source>type “{text}” at ({x}, {y})? {why}</source>
        <translation>在 ({x}, {y}) 处输入“{text}”？{why}</translation>
    </message>
    <message>
        <source>type “{text}”? {why}</source>
        <translation>输入“{text}”？{why}</translation>
    </message>
    <message>
        <source>deletes what is selected</source>
        <translation>将删除所选内容</translation>
    </message>
    <message>
        <source>{keys} deletes for good</source>
        <translation>{keys} 会永久删除</translation>
    </message>
    <message>
        <source>{keys} clears data</source>
        <translation>{keys} 会清除数据</translation>
    </message>
    <message>
        <source>closes “{name}”, which has unsaved changes</source>
        <translation>将关闭“{name}”，其中有未保存的更改</translation>
    </message>
    <message>
        <source>sends a message</source>
        <translation>将发送消息</translation>
    </message>
    <message>
        <source>leaves without saving</source>
        <translation>将不保存就离开</translation>
    </message>
    <message>
        <source>runs a command</source>
        <translation>将运行命令</translation>
    </message>
    <message>
        <source>runs a command line that was not typed here in full</source>
        <translation>将运行一条并非完整在此输入的命令</translation>
    </message>
    <message>
        <source>the command is too long to judge</source>
        <translation>命令太长，无法判断</translation>
    </message>
    <message>
        <source>types “{text}” to confirm: {why}</source>
        <translation>将输入“{text}”以确认：{why}</translation>
    </message>
    <message>
        <source>here it says: {why}</source>
        <translation>此处写着：{why}</translation>
    </message>
    <message>
        <source>“{name}” spends or sends</source>
        <translation>“{name}”会花费或发送</translation>
    </message>
    <message>
        <source>“{name}” deletes or cannot be undone</source>
        <translation>“{name}”会删除或无法撤销</translation>
    </message>
    <message>
        <source>It was broken off in the middle, and part of it may be there.</source>
        <translation>该步骤中途被打断，可能已完成一部分。</translation>
    </message>
    <message>
        <source>the chord {keys} is never pressed</source>
        <translation>从不按组合键 {keys}</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>没有及时回答</translation>
    </message>
    <message>
        <source>the person said no</source>
        <translation>用户拒绝了</translation>
    </message>
    <message>
        <source>Carrying out the task: stopped: {why}</source>
        <translation>执行任务：已停止：{why}</translation>
    </message>
    <message>
        <source>stopped by the person</source>
        <translation>由用户停止</translation>
    </message>
    <message>
        <source>by the person</source>
        <translation>由用户</translation>
    </message>
    <message>
        <source>by {keys}</source>
        <translation>通过 {keys}</translation>
    </message>
    <message>
        <source>private desktop</source>
        <translation>专用桌面</translation>
    </message>
    <message>
        <source>system packages</source>
        <translation>系统软件包</translation>
    </message>
    <message>
        <source>demonstration</source>
        <translation>演示程序</translation>
    </message>
    <message>
        <source>this screen</source>
        <translation>本屏幕</translation>
    </message>
    <message>
        <source>fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>reading text</source>
        <translation>文字识别</translation>
    </message>
    <message>
        <source>deciding</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>room for runs</source>
        <translation>运行记录空间</translation>
    </message>
    <message>
        <source>one X library</source>
        <translation>唯一的 X 库</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>big models</source>
        <translation>大模型</translation>
    </message>
    <message>
        <source>missing: {names}</source>
        <translation>缺少：{names}</translation>
    </message>
    <message>
        <source>no {names}: only the big models need them</source>
        <translation>没有 {names}：只有大模型需要</translation>
    </message>
    <message>
        <source>no {names}</source>
        <translation>没有 {names}</translation>
    </message>
    <message>
        <source>all of the group {name}</source>
        <translation>{name} 组齐全</translation>
    </message>
    <message>
        <source>not Debian or Ubuntu: not looked at</source>
        <translation>不是 Debian 或 Ubuntu：未检查</translation>
    </message>
    <message>
        <source>X11 display {name}</source>
        <translation>X11 显示器 {name}</translation>
    </message>
    <message>
        <source>there are some</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>none, so windows would show no text</source>
        <translation>没有，窗口将无法显示文字</translation>
    </message>
    <message>
        <source>the models load and run ({number} ms)</source>
        <translation>模型可加载并运行（{number} 毫秒）</translation>
    </message>
    <message>
        <source>model “{name}”</source>
        <translation>模型“{name}”</translation>
    </message>
    <message>
        <source>{count} of {all} set; file {name}</source>
        <translation>已设置 {count} 项，共 {all} 项；文件 {name}</translation>
    </message>
    <message>
        <source>{size} GB free for {name}</source>
        <translation>{name} 尚有 {size} GB 可用</translation>
    </message>
    <message>
        <source>torch and transformers</source>
        <translation>torch 和 transformers</translation>
    </message>
    <message>
        <source>{name} lies in the same folder as python-xlib</source>
        <translation>{name} 与 python-xlib 在同一文件夹</translation>
    </message>
    <message>
        <source>Carrying out “{text}”: {why}</source>
        <translation>执行“{text}”：{why}</translation>
    </message>
    <message>
        <source>{what} were not enough</source>
        <translation>{what}不够</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>it was not resumed within {count} s</source>
        <translation>{count} 秒内没有继续</translation>
    </message>
    <message>
        <source>the last step failed its check</source>
        <translation>上一步没有通过检查</translation>
    </message>
    <message>
        <source>there is no evidence and no verified step</source>
        <translation>既没有证据，也没有经过检查的步骤</translation>
    </message>
    <message>
        <source>the person has taken over</source>
        <translation>用户已接手</translation>
    </message>
    <message>
        <source>Raise the limit, or say the task in smaller parts.</source>
        <translation>请提高限制，或把任务分成较小的部分。</translation>
    </message>
    <message>
        <source>Raise the limit.</source>
        <translation>请提高限制。</translation>
    </message>
    <message>
        <source>Say the task in smaller steps, or do this part by hand.</source>
        <translation>请把任务分成较小的步骤，或手动完成这一部分。</translation>
    </message>
    <message>
        <source>See the last picture of the run.</source>
        <translation>请看这次运行的最后一张图片。</translation>
    </message>
    <message>
        <source>See the log.</source>
        <translation>请看日志。</translation>
    </message>
    <message>
        <source>Nothing was done in this step.</source>
        <translation>这一步没有执行任何操作。</translation>
    </message>
    <message>
        <source>Nothing was done in this step. See the last picture, or record it anew.</source>
        <translation>这一步没有执行任何操作。请看最后一张图片，或重新录制。</translation>
    </message>
    <message>
        <source>It was refused {count} times in a row.</source>
        <translation>已连续被拒绝 {count} 次。</translation>
    </message>
    <message>
        <source>Go on with `mimic do --resume`.</source>
        <translation>请用 `mimic do --resume` 继续。</translation>
    </message>
    <message>
        <source>Start it again, then go on with `mimic do --resume`.</source>
        <translation>请重新启动它，然后用 `mimic do --resume` 继续。</translation>
    </message>
    <message>
        <source>At most {count} are allowed.</source>
        <translation>最多允许 {count} 个。</translation>
    </message>
    <message>
        <source>Split it into several tasks.</source>
        <translation>请把它分成几个任务。</translation>
    </message>
    <message>
        <source>Name an element, such as: the Save button.</source>
        <translation>请说出一个元素，例如：保存按钮。</translation>
    </message>
    <message>
        <source>Close it with {mark}, or quote with another kind of mark.</source>
        <translation>请用 {mark} 结束引用，或换一种引号。</translation>
    </message>
    <message>
        <source>Store it with: mimic secret set {name}</source>
        <translation>请这样保存：mimic secret set {name}</translation>
    </message>
    <message>
        <source>Install it, or say the name that the applications menu shows.</source>
        <translation>请安装它，或说出应用程序菜单中显示的名称。</translation>
    </message>
    <message>
        <source>Open it first.</source>
        <translation>请先打开它。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开它。</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>请先关闭它。</translation>
    </message>
    <message>
        <source>Another window may hold it: close open dialogs first.</source>
        <translation>可能被另一个窗口占住：请先关闭打开的对话框。</translation>
    </message>
    <message>
        <source>Click into a text field first, or one that accepts pasted text.</source>
        <translation>请先点击一个文本框，或一个可以粘贴文字的文本框。</translation>
    </message>
    <message>
        <source>Copy something smaller, or clear the clipboard, and try again.</source>
        <translation>请复制较小的内容或清空剪贴板，然后重试。</translation>
    </message>
    <message>
        <source>Use a named key, or switch the layout.</source>
        <translation>请使用有名称的按键，或切换键盘布局。</translation>
    </message>
    <message>
        <source>Leave it out, or press keys instead.</source>
        <translation>请去掉它，或改为按键。</translation>
    </message>
    <message>
        <source>Run `mimic doctor`.</source>
        <translation>请运行 `mimic doctor`。</translation>
    </message>
    <message>
        <source>Is it running, and ready?</source>
        <translation>它在运行并且准备好了吗？</translation>
    </message>
    <message>
        <source>Free some space or choose another folder (`runs` in the settings).</source>
        <translation>请腾出空间，或选择另一个文件夹（设置中的 `runs`）。</translation>
    </message>
    <message>
        <source>Replay the macro again.</source>
        <translation>请再次重放该宏。</translation>
    </message>
    <message>
        <source>Edit the macro instead.</source>
        <translation>请改为编辑该宏。</translation>
    </message>
    <message>
        <source>Give it with --set {name}=….</source>
        <translation>请用 --set {name}=… 给出。</translation>
    </message>
    <message>
        <source>Use the Mimic that wrote it, or a newer one.</source>
        <translation>请使用写出它的 Mimic，或更新的版本。</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>请改正它。</translation>
    </message>
    <message>
        <source>“{name}” is not as recorded</source>
        <translation>“{name}”与录制时不同</translation>
    </message>
    <message>
        <source>{what} moved {where}</source>
        <translation>{what}{where}</translation>
    </message>
    <message>
        <source>{number} pixels to the right</source>
        <translation>右移了 {number} 像素</translation>
    </message>
    <message>
        <source>{number} pixels to the left</source>
        <translation>左移了 {number} 像素</translation>
    </message>
    <message>
        <source>{number} pixels down</source>
        <translation>下移了 {number} 像素</translation>
    </message>
    <message>
        <source>{number} pixels up</source>
        <translation>上移了 {number} 像素</translation>
    </message>
    <message>
        <source>{number} pixels to the right and {count} down</source>
        <translation>右移了 {number} 像素、下移了 {count} 像素</translation>
    </message>
    <message>
        <source>{number} pixels to the left and {count} down</source>
        <translation>左移了 {number} 像素、下移了 {count} 像素</translation>
    </message>
    <message>
        <source>{number} pixels to the right and {count} up</source>
        <translation>右移了 {number} 像素、上移了 {count} 像素</translation>
    </message>
    <message>
        <source>{number} pixels to the left and {count} up</source>
        <translation>左移了 {number} 像素、上移了 {count} 像素</translation>
    </message>
    <message>
        <source>{what} is called “{name}” now</source>
        <translation>{what}现在叫“{name}”</translation>
    </message>
    <message>
        <source>{what} is larger</source>
        <translation>{what}变大了</translation>
    </message>
    <message>
        <source>{what} is smaller</source>
        <translation>{what}变小了</translation>
    </message>
    <message>
        <source>{what} looks different</source>
        <translation>{what}的外观变了</translation>
    </message>
    <message>
        <source>{what} had no picture to be found by</source>
        <translation>{what}没有可供查找的图片</translation>
    </message>
    <message>
        <source>{what} could not be told for sure by its look</source>
        <translation>单凭外观不能确定{what}</translation>
    </message>
    <message>
        <source>{what} was known by its name only, its place and its look are new</source>
        <translation>{what}原来只有名称，现在有了位置和外观</translation>
    </message>
    <message>
        <source>found by what stands beside it</source>
        <translation>凭旁边的内容找到</translation>
    </message>
    <message>
        <source>found by its look</source>
        <translation>凭外观找到</translation>
    </message>
    <message>
        <source>found by its name</source>
        <translation>凭名称找到</translation>
    </message>
    <message>
        <source>found by what its name means</source>
        <translation>凭名称的含义找到</translation>
    </message>
    <message>
        <source>found by what stands around it</source>
        <translation>凭周围的内容找到</translation>
    </message>
    <message>
        <source>found by the embedded model</source>
        <translation>由内置模型找到</translation>
    </message>
    <message>
        <source>found by the large model</source>
        <translation>由大模型找到</translation>
    </message>
    <message>
        <source>you said that it is this</source>
        <translation>由您确认</translation>
    </message>
    <message>
        <source>it</source>
        <translation>它</translation>
    </message>
    <message>
        <source>what has no name</source>
        <translation>没有名称的目标</translation>
    </message>
    <message>
        <source>what stands near “{name}”</source>
        <translation>“{name}”附近的目标</translation>
    </message>
    <message>
        <source>the button “{name}”</source>
        <translation>按钮“{name}”</translation>
    </message>
    <message>
        <source>the field “{name}”</source>
        <translation>输入框“{name}”</translation>
    </message>
    <message>
        <source>the box to tick “{name}”</source>
        <translation>复选框“{name}”</translation>
    </message>
    <message>
        <source>the choice “{name}”</source>
        <translation>单选项“{name}”</translation>
    </message>
    <message>
        <source>the switch “{name}”</source>
        <translation>开关“{name}”</translation>
    </message>
    <message>
        <source>the slider “{name}”</source>
        <translation>滑块“{name}”</translation>
    </message>
    <message>
        <source>the tab “{name}”</source>
        <translation>标签页“{name}”</translation>
    </message>
    <message>
        <source>the menu “{name}”</source>
        <translation>菜单“{name}”</translation>
    </message>
    <message>
        <source>the menu entry “{name}”</source>
        <translation>菜单项“{name}”</translation>
    </message>
    <message>
        <source>the link “{name}”</source>
        <translation>链接“{name}”</translation>
    </message>
    <message>
        <source>the icon “{name}”</source>
        <translation>图标“{name}”</translation>
    </message>
    <message>
        <source>the picture “{name}”</source>
        <translation>图片“{name}”</translation>
    </message>
    <message>
        <source>the list “{name}”</source>
        <translation>列表“{name}”</translation>
    </message>
    <message>
        <source>the entry “{name}”</source>
        <translation>条目“{name}”</translation>
    </message>
    <message>
        <source>the cell “{name}”</source>
        <translation>单元格“{name}”</translation>
    </message>
    <message>
        <source>“do: {name}” is no step</source>
        <translation>“do: {name}”不是步骤</translation>
    </message>
    <message>
        <source>did you mean {name}? allowed: {names}</source>
        <translation>是不是想写 {name}？可用：{names}</translation>
    </message>
    <message>
        <source>allowed: {names}</source>
        <translation>可用：{names}</translation>
    </message>
    <message>
        <source>it does not say what to do: “do:” is missing</source>
        <translation>没有写明做什么：缺少“do:”</translation>
    </message>
    <message>
        <source>there is no “{name}” here</source>
        <translation>这里没有“{name}”</translation>
    </message>
    <message>
        <source>“{name}” is not known</source>
        <translation>不认识“{name}”</translation>
    </message>
    <message>
        <source>it needs at least {count} entries, and has {number}</source>
        <translation>至少需要 {count} 项，现有 {number} 项</translation>
    </message>
    <message>
        <source>it is too long: {count} at most</source>
        <translation>太长：最多 {count}</translation>
    </message>
    <message>
        <source>“{name}” is no name: letters, digits, “-” and “_”, 64 at most</source>
        <translation>“{name}”不能作名称：只能用字母、数字、“-”和“_”，最多 64 个</translation>
    </message>
    <message>
        <source>it has to be a text: put quotes around it</source>
        <translation>必须是文本：请加上引号</translation>
    </message>
    <message>
        <source>it has to be {what}, not {name}</source>
        <translation>必须是{what}，而不是 {name}</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a list such as [a, b]</source>
        <translation>列表，例如 [a, b]</translation>
    </message>
    <message>
        <source>a mapping such as {words: Save}</source>
        <translation>映射，例如 {{words: Save}}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>more than {number}</source>
        <translation>大于 {number}</translation>
    </message>
    <message>
        <source>at least {number}</source>
        <translation>至少 {number}</translation>
    </message>
    <message>
        <source>less than {number}</source>
        <translation>小于 {number}</translation>
    </message>
    <message>
        <source>at most {number}</source>
        <translation>至多 {number}</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <source>it stands further left or right than it should, or lacks quotes around a “:”</source>
        <translation>缩进不对，或者“:”两边缺少引号</translation>
    </message>
    <message>
        <source>“{name}” stands there twice</source>
        <translation>“{name}”出现了两次</translation>
    </message>
    <message>
        <source>a tab stands where only blanks may</source>
        <translation>这里只能用空格，不能用制表符</translation>
    </message>
    <message>
        <source>it holds no macro</source>
        <translation>其中没有宏</translation>
    </message>
    <message>
        <source>it is no YAML: {name}</source>
        <translation>不是 YAML：{name}</translation>
    </message>
    <message>
        <source>it is no text in UTF-8</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>its name is “{name}”, and its folder “{other}”</source>
        <translation>它的名称是“{name}”，而文件夹是“{other}”</translation>
    </message>
    <message>
        <source>there is a macro of that name</source>
        <translation>已有这个名称的宏</translation>
    </message>
    <message>
        <source>there is one of that name</source>
        <translation>已有同名的宏</translation>
    </message>
    <message>
        <source>that is no name</source>
        <translation>这不能作名称</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>A name has letters, digits, “-” and “_”, 64 at most.</source>
        <translation>名称由字母、数字、“-”和“_”组成，最多 64 个。</translation>
    </message>
    <message>
        <source>two steps have this id; heals and rows go by it</source>
        <translation>有两个步骤用了这个 id；修复和表格行都以它为准</translation>
    </message>
    <message>
        <source>there is no step “{name}”</source>
        <translation>没有步骤“{name}”</translation>
    </message>
    <message>
        <source>it is hardly sure ({number})</source>
        <translation>几乎没有把握（{number}）</translation>
    </message>
    <message>
        <source>among: there is no parameter “{name}”</source>
        <translation>among：没有参数“{name}”</translation>
    </message>
    <message>
        <source>its picture {name} is missing; only words and place are left</source>
        <translation>它的图片 {name} 不见了；只剩下文字和位置</translation>
    </message>
    <message>
        <source>{name} is no parameter and is typed as it stands</source>
        <translation>{name} 不是参数，会照原样输入</translation>
    </message>
    <message>
        <source>it calls the macro “{name}”, which there is not</source>
        <translation>它调用的宏“{name}”不存在</translation>
    </message>
    <message>
        <source>it never ends: {names}</source>
        <translation>它永远不会结束：{names}</translation>
    </message>
    <message>
        <source>it calls the macro “{name}”, which cannot be read: {what}</source>
        <translation>它调用的宏“{name}”无法读取：{what}</translation>
    </message>
    <message>
        <source>the macro “{name}” has no parameter “{other}”; it has: {names}</source>
        <translation>宏“{name}”没有参数“{other}”；它有：{names}</translation>
    </message>
    <message>
        <source>the macro “{name}” needs a value for “{other}”</source>
        <translation>宏“{name}”需要“{other}”的值</translation>
    </message>
    <message>
        <source>there is no key “{name}”. {why}</source>
        <translation>没有按键“{name}”。{why}</translation>
    </message>
    <message>
        <source>it has {number} fields, not 5</source>
        <translation>它有 {number} 个字段，而不是 5 个</translation>
    </message>
    <message>
        <source>the {what} “{name}” cannot be read</source>
        <translation>无法读懂{what}“{name}”</translation>
    </message>
    <message>
        <source>the {what} “{name}” is not within {low} to {high}</source>
        <translation>{what}“{name}”不在 {low} 到 {high} 之间</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>it names days of the month and of the week, which cron joins by “or” and others by “and”</source>
        <translation>同时写了日期和星期：cron 按“或”理解，别的程序按“且”理解</translation>
    </message>
    <message>
        <source>no month of these has such a day</source>
        <translation>这些月份里没有这一天</translation>
    </message>
    <message>
        <source>Such as “0 9 * * 1-5”: at 9:00 from Monday to Friday.</source>
        <translation>例如“0 9 * * 1-5”：周一到周五 9:00。</translation>
    </message>
    <message>
        <source>there is no {name} ({why})</source>
        <translation>没有 {name}（{why}）</translation>
    </message>
    <message>
        <source>Install cron, or use systemd.</source>
        <translation>请安装 cron，或使用 systemd。</translation>
    </message>
    <message>
        <source>{name} has no value</source>
        <translation>{name} 没有值</translation>
    </message>
    <message>
        <source>it has no parameter called {name}</source>
        <translation>它没有名为 {name} 的参数</translation>
    </message>
    <message>
        <source>none is left</source>
        <translation>一个也不剩</translation>
    </message>
    <message>
        <source>Delete it instead: mimic macro delete {name}</source>
        <translation>请改为删除它：mimic macro delete {name}</translation>
    </message>
    <message>
        <source>its file has been changed since</source>
        <translation>它的文件此后被改过</translation>
    </message>
    <message>
        <source>Replay it again.</source>
        <translation>请再重放一次。</translation>
    </message>
    <message>
        <source>Finding “{name}”: {what}</source>
        <translation>寻找“{name}”：{what}</translation>
    </message>
    <message>
        <source>it is not there ({tried}) after {number} s</source>
        <translation>{number} 秒后仍未出现（{tried}）</translation>
    </message>
    <message>
        <source>not sure enough ({tried})</source>
        <translation>把握不够（{tried}）</translation>
    </message>
    <message>
        <source>no rung found anything</source>
        <translation>每种办法都没有找到</translation>
    </message>
    <message>
        <source>Is “{name}” at ({x}, {y})? {why}</source>
        <translation>“{name}”在 ({x}, {y}) 吗？{why}</translation>
    </message>
    <message>
        <source>It was not found for sure ({tried}).</source>
        <translation>没有把握地找到（{tried}）。</translation>
    </message>
    <message>
        <source>Step “{name}”: {what}</source>
        <translation>步骤“{name}”：{what}</translation>
    </message>
    <message>
        <source>“{name}” is in the way</source>
        <translation>“{name}”挡住了</translation>
    </message>
    <message>
        <source>“{name}” was in the way</source>
        <translation>“{name}”曾挡住</translation>
    </message>
    <message>
        <source>left with Escape</source>
        <translation>已用 Escape 退出</translation>
    </message>
    <message>
        <source>“{name}” was brought to the front</source>
        <translation>已把“{name}”调到前面</translation>
    </message>
    <message>
        <source>answered with “{name}”</source>
        <translation>已回答“{name}”</translation>
    </message>
    <message>
        <source>what “{name}” had opened was closed</source>
        <translation>“{name}”打开的内容被关闭了</translation>
    </message>
    <message>
        <source>it is done again</source>
        <translation>重新执行</translation>
    </message>
    <message>
        <source>the text of “{name}” went to what came up</source>
        <translation>“{name}”的文本输入到了突然出现的窗口里</translation>
    </message>
    <message>
        <source>typed again</source>
        <translation>重新输入</translation>
    </message>
    <message>
        <source>only a beginning of the text is there</source>
        <translation>只有文本的开头</translation>
    </message>
    <message>
        <source>Scrolling to “{name}”: {what}</source>
        <translation>滚动到“{name}”：{what}</translation>
    </message>
    <message>
        <source>it does not show after {count} turns</source>
        <translation>滚动 {count} 次后仍未出现</translation>
    </message>
    <message>
        <source>“{name}” is still shown after {count} rounds</source>
        <translation>{count} 轮后“{name}”仍然显示</translation>
    </message>
    <message>
        <source>it was broken off in the middle</source>
        <translation>中途被打断</translation>
    </message>
    <message>
        <source>it shows</source>
        <translation>已显示</translation>
    </message>
    <message>
        <source>the text did not come where it came when recorded</source>
        <translation>文本没有出现在录制时的位置</translation>
    </message>
    <message>
        <source>nothing is expected to show</source>
        <translation>不要求出现什么</translation>
    </message>
    <message>
        <source>the screen changed</source>
        <translation>屏幕发生了变化</translation>
    </message>
    <message>
        <source>it looks as it did when recorded</source>
        <translation>与录制时一样</translation>
    </message>
    <message>
        <source>the window “{name}” came up</source>
        <translation>出现了窗口“{name}”</translation>
    </message>
    <message>
        <source>the window “{name}” did not come; {what}</source>
        <translation>窗口“{name}”没有出现；{what}</translation>
    </message>
    <message>
        <source>“{name}” has the focus</source>
        <translation>“{name}”获得了焦点</translation>
    </message>
    <message>
        <source>what changed may only be what came in between</source>
        <translation>变化的可能只是突然出现的内容</translation>
    </message>
    <message>
        <source>{number} of {count} words that were there when recorded can be read</source>
        <translation>录制时的 {count} 个词里能读到 {number} 个</translation>
    </message>
    <message>
        <source>Replay the macro “{name}”</source>
        <translation>重放宏“{name}”</translation>
    </message>
    <message>
        <source>a bare point</source>
        <translation>只有一个点</translation>
    </message>
</context>
<context>
    <name>macro</name>
    <message>
        <source>click</source>
        <translation>点击</translation>
    </message>
    <message>
        <source>doubleclick</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>rightclick</source>
        <translation>右键点击</translation>
    </message>
    <message>
        <source>longpress</source>
        <translation>长按</translation>
    </message>
    <message>
        <source>hover</source>
        <translation>悬停</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>scroll</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>press</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>appswitch</source>
        <translation>切换到</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>for each</source>
        <translation>对每个</translation>
    </message>
    <message>
        <source>if shown</source>
        <translation>如果显示</translation>
    </message>
    <message>
        <source>while shown</source>
        <translation>只要显示</translation>
    </message>
    <message>
        <source>macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>否则</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>destroys</source>
        <translation>不可撤销</translation>
    </message>
    <message>
        <source>spends</source>
        <translation>花费或发送</translation>
    </message>
    <message>
        <source>asked for first</source>
        <translation>先询问</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>confirm it</source>
        <translation>请确认</translation>
    </message>
</context>
</TS>
