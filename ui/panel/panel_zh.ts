<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Home</name>
    <message>
        <source>For example</source>
        <translation>例如</translation>
    </message>
    <message>
        <source>Open the calculator, compute 127 * 49 and tell me the result</source>
        <translation>打开计算器，计算 127 * 49 并告诉我结果</translation>
    </message>
    <message>
        <source>Open the text editor, type "Buy milk and bread" and save it as ~/shopping.txt</source>
        <translation>打开文本编辑器，输入“买牛奶和面包”，另存为 ~/shopping.txt</translation>
    </message>
    <message>
        <source>Open Mousepad, type "Hello" and select all</source>
        <translation>打开 Mousepad，输入“你好”，然后全选</translation>
    </message>
    <message>
        <source>Under way: {task}</source>
        <translation>正在进行：{task}</translation>
    </message>
    <message>
        <source>Watch this run</source>
        <translation>观看这次运行</translation>
    </message>
</context>
<context>
    <name>MachinePage</name>
    <message>
        <source>Look a&amp;gain</source>
        <translation>重新检查(&amp;G)</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Looking at this machine …</source>
        <translation>正在检查本机……</translation>
    </message>
    <message>
        <source>It ended with code {code}.</source>
        <translation>检查以代码 {code} 结束。</translation>
    </message>
    <message>
        <source>Mimic can work here.</source>
        <translation>Mimic 可以在这里工作。</translation>
    </message>
    <message>
        <source>Mimic cannot do its main job here yet: mend what is marked with a cross.</source>
        <translation>Mimic 还不能在这里完成主要工作：请修复标有叉号的项目。</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy what mends {name}</source>
        <translation>复制修复“{name}”的命令</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>{name} is built in: it runs on this machine's processor and needs no download.</source>
        <translation>{name} 是内置模型：在本机处理器上运行，无需下载。</translation>
    </message>
    <message>
        <source>{name} is registered by another package.</source>
        <translation>{name} 由其他软件包提供。</translation>
    </message>
    <message>
        <source>Fits: about {needed} GB needed, {free} GB of memory free.</source>
        <translation>可以运行：约需 {needed} GB，可用内存 {free} GB。</translation>
    </message>
    <message>
        <source>Too large for memory: {needed} GB needed, {free} GB free; a graphics card may hold it.</source>
        <translation>内存不足：约需 {needed} GB，可用 {free} GB；显卡也许放得下。</translation>
    </message>
</context>
<context>
    <name>PanelWindow</name>
    <message>
        <source>Macros</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>历史运行</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Mimic waits for your answer</source>
        <translation>Mimic 在等待您的回答</translation>
    </message>
    <message>
        <source>A run is under way.</source>
        <translation>有一次运行正在进行。</translation>
    </message>
    <message>
        <source>&amp;Stop it and quit</source>
        <translation>停止并退出(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Leave it running</source>
        <translation>让它继续运行(&amp;L)</translation>
    </message>
    <message>
        <source>Stay &amp;here</source>
        <translation>留在这里(&amp;H)</translation>
    </message>
    <message>
        <source>Left alone, it cannot ask you: whatever needs your yes is then not done.</source>
        <translation>面板关闭后它无法询问您：凡是需要您同意的步骤都不会执行。</translation>
    </message>
</context>
<context>
    <name>PastPage</name>
    <message>
        <source>Save as a &amp;macro</source>
        <translation>存为宏(&amp;M)</translation>
    </message>
    <message>
        <source>It was not saved: {why}</source>
        <translation>没有保存：{why}</translation>
    </message>
    <message>
        <source>Open &amp;report</source>
        <translation>打开报告(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Do it again</source>
        <translation>再做一次(&amp;D)</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>历史运行</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>1 step</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>中断</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>not as expected</source>
        <translation>与预期不符</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
</context>
<context>
    <name>Phases</name>
    <message>
        <source>capture</source>
        <translation>截屏</translation>
    </message>
    <message>
        <source>parse</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>decide</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>guard</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>act</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>控件树</translation>
    </message>
    <message>
        <source>person</source>
        <translation>等待您</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>同意(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>修改(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Don't, and end the run</source>
        <translation>拒绝并结束运行(&amp;D)</translation>
    </message>
    <message>
        <source>Mimic asks you</source>
        <translation>Mimic 问您</translation>
    </message>
    <message>
        <source>This step cannot be taken back. Do it?</source>
        <translation>这一步无法撤销。要执行吗？</translation>
    </message>
    <message>
        <source>Do this step?</source>
        <translation>要执行这一步吗？</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>回答(&amp;A)</translation>
    </message>
    <message>
        <source>That cannot be used here. Write it differently.</source>
        <translation>这里不能这样写，请换一种写法。</translation>
    </message>
    <message>
        <source>Do &amp;this instead</source>
        <translation>改为这样做(&amp;T)</translation>
    </message>
    <message>
        <source>Click on the picture where it should be done, or change the text.</source>
        <translation>请在画面上点击应当操作的位置，或修改文字。</translation>
    </message>
    <message>
        <source>Text of the step</source>
        <translation>这一步的文字</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Open &amp;report</source>
        <translation>打开报告(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;New task</source>
        <translation>新任务(&amp;N)</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Looking at the screen</source>
        <translation>正在查看屏幕</translation>
    </message>
    <message>
        <source>The run broke off before it ended.</source>
        <translation>运行在结束前中断了。</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>Take o&amp;ver</source>
        <translation>接管(&amp;V)</translation>
    </message>
    <message>
        <source>Gi&amp;ve back</source>
        <translation>交还(&amp;V)</translation>
    </message>
    <message>
        <source>Back to &amp;live</source>
        <translation>回到实时画面(&amp;L)</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Use the private desktop yourself; the run waits.</source>
        <translation>由您亲自操作专用桌面；运行会等待。</translation>
    </message>
    <message>
        <source>The screen appears here as soon as the run has looked at it.</source>
        <translation>运行看到屏幕后，画面会显示在这里。</translation>
    </message>
    <message>
        <source>Live · {step}</source>
        <translation>实时 · {step}</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
</context>
<context>
    <name>ScreenView</name>
    <message>
        <source>Picture of the screen</source>
        <translation>屏幕画面</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>{key}: back to the default</source>
        <translation>{key}：恢复默认值</translation>
    </message>
    <message>
        <source>Kept in {file}. Variables named MIMIC_… win over it.</source>
        <translation>保存在 {file}。名为 MIMIC_… 的环境变量优先。</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>from the settings file</source>
        <translation>来自设置文件</translation>
    </message>
    <message>
        <source>from the environment; change it there</source>
        <translation>来自环境变量；请在那里修改</translation>
    </message>
    <message>
        <source>from the command line</source>
        <translation>来自命令行</translation>
    </message>
    <message>
        <source>Saved. It counts from the next run on.</source>
        <translation>已保存，从下一次运行起生效。</translation>
    </message>
</context>
<context>
    <name>TaskBox</name>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>最近(&amp;R)</translation>
    </message>
    <message>
        <source>Ask before risky steps</source>
        <translation>有风险的步骤先询问</translation>
    </message>
    <message>
        <source>Ask before every step</source>
        <translation>每一步都先询问</translation>
    </message>
    <message>
        <source>Never ask</source>
        <translation>从不询问</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Recent tasks</source>
        <translation>最近的任务</translation>
    </message>
    <message>
        <source>&amp;Where</source>
        <translation>位置(&amp;W)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>大小(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>When to as&amp;k</source>
        <translation>何时询问(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Think first</source>
        <translation>先思考(&amp;T)</translation>
    </message>
</context>
<context>
    <name>TaskPage</name>
    <message>
        <source>The run could not be started: {why}</source>
        <translation>无法启动运行：{why}</translation>
    </message>
</context>
<context>
    <name>TaskText</name>
    <message>
        <source>What should be done? For example: open the calculator and compute 127 * 49</source>
        <translation>要做什么？例如：打开计算器，计算 127 * 49</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>records what you do</source>
        <translation>正在录制您的操作</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Re&amp;cord a macro …</source>
        <translation>录制宏(&amp;C) …</translation>
    </message>
    <message>
        <source>Replay a &amp;macro …</source>
        <translation>重放宏(&amp;M) …</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>waits for your answer</source>
        <translation>等待您的回答</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>as usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Where tasks are carried out: desktop, virtual, virtual:WxH.</source>
        <translation>任务在哪里执行：desktop（本屏幕）、virtual（专用桌面）或 virtual:宽x高。</translation>
    </message>
    <message>
        <source>Who decides: mini, or another installed model.</source>
        <translation>由谁决策：mini 或其他已安装的模型。</translation>
    </message>
    <message>
        <source>When the person is asked first: never, risky (destroys, spends or sends), or always.</source>
        <translation>何时先询问：never（从不）、risky（删除、花费或发送时）或 always（总是）。</translation>
    </message>
    <message>
        <source>If not empty, only these applications are operated.</source>
        <translation>如不为空，则只操作这些应用程序。</translation>
    </message>
    <message>
        <source>Applications that are never operated.</source>
        <translation>从不操作的应用程序。</translation>
    </message>
    <message>
        <source>Key chords that are never pressed.</source>
        <translation>从不按下的组合键。</translation>
    </message>
    <message>
        <source>Take {{secret:NAME}} from MIMIC_SECRET_NAME where the keyring has none.</source>
        <translation>密钥环中没有时，从 MIMIC_SECRET_NAME 读取 {{secret:NAME}}。</translation>
    </message>
    <message>
        <source>Read the accessibility tree too, besides the pixels; by default on phones.</source>
        <translation>除了像素，也读取无障碍树；在手机上默认如此。</translation>
    </message>
    <message>
        <source>Seconds that a window shows each step before it is done; if not set, 1.5 on this screen for steps that were not shown to Mimic before, else 0.</source>
        <translation>每一步执行前显示多少秒；未设置时，在本屏幕上对未曾演示过的步骤为 1.5，否则为 0。</translation>
    </message>
    <message>
        <source>Draw each step over the screen that it is done on; by default on this screen.</source>
        <translation>在执行操作的屏幕上画出每一步；默认用于本屏幕。</translation>
    </message>
    <message>
        <source>Keys that stop every run, wherever the focus is.</source>
        <translation>停止所有运行的按键，无论焦点在哪里。</translation>
    </message>
    <message>
        <source>Keys that pause a run, and let it go on.</source>
        <translation>暂停和继续运行的按键。</translation>
    </message>
    <message>
        <source>Folder in which runs are kept.</source>
        <translation>保存运行记录的文件夹。</translation>
    </message>
    <message>
        <source>Steps that a run may take.</source>
        <translation>一次运行最多执行的步数。</translation>
    </message>
    <message>
        <source>Time that a run may take.</source>
        <translation>一次运行最多花费的时间（秒）。</translation>
    </message>
    <message>
        <source>Actions that one step may hold.</source>
        <translation>一步最多包含的操作数。</translation>
    </message>
    <message>
        <source>Replies in a row that may be unreadable.</source>
        <translation>允许连续无法解读的答复次数。</translation>
    </message>
    <message>
        <source>Steps in a row that the guard may deny, or unproven successes that may be claimed.</source>
        <translation>允许连续被拒绝的步数，或未经证实的成功声明次数。</translation>
    </message>
    <message>
        <source>Steps in a row whose check may fail.</source>
        <translation>允许连续核对失败的步数。</translation>
    </message>
    <message>
        <source>Times that the same step may be without effect.</source>
        <translation>同一步骤允许无效果的次数。</translation>
    </message>
    <message>
        <source>Steps in a row that may change nothing at all on the screen.</source>
        <translation>允许连续不改变屏幕的步数。</translation>
    </message>
    <message>
        <source>Time that the person has for an answer; silence means no.</source>
        <translation>等待回答的时间；沉默表示不同意。</translation>
    </message>
</context>
<context>
    <name>SettingNames</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Allow applications</source>
        <translation>允许的应用</translation>
    </message>
    <message>
        <source>Deny applications</source>
        <translation>禁止的应用</translation>
    </message>
    <message>
        <source>Denied chords</source>
        <translation>禁止的组合键</translation>
    </message>
    <message>
        <source>Secrets from environment</source>
        <translation>从环境变量读取机密</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>控件树</translation>
    </message>
    <message>
        <source>Veto (seconds)</source>
        <translation>否决时间（秒）</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>屏幕标注</translation>
    </message>
    <message>
        <source>Stop hotkey</source>
        <translation>停止热键</translation>
    </message>
    <message>
        <source>Pause hotkey</source>
        <translation>暂停热键</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Limits: steps</source>
        <translation>上限：步数</translation>
    </message>
    <message>
        <source>Limits: seconds</source>
        <translation>上限：秒数</translation>
    </message>
    <message>
        <source>Limits: actions</source>
        <translation>上限：操作数</translation>
    </message>
    <message>
        <source>Limits: unreadable replies</source>
        <translation>上限：无法解读的答复</translation>
    </message>
    <message>
        <source>Limits: refusals</source>
        <translation>上限：拒绝次数</translation>
    </message>
    <message>
        <source>Limits: failed checks</source>
        <translation>上限：核对失败</translation>
    </message>
    <message>
        <source>Limits: repeats</source>
        <translation>上限：重复次数</translation>
    </message>
    <message>
        <source>Limits: frozen</source>
        <translation>上限：无变化步数</translation>
    </message>
    <message>
        <source>Limits: ask (seconds)</source>
        <translation>上限：等待回答（秒）</translation>
    </message>
</context>
<context>
    <name>PlaceChoice</name>
    <message>
        <source>Pretend phone</source>
        <translation>模拟手机</translation>
    </message>
    <message>
        <source>{phone}: {state}</source>
        <translation>{phone}：{state}</translation>
    </message>
    <message>
        <source>No phone is connected. Connect one, then choose this again.</source>
        <translation>没有连接手机。请连接后再选一次。</translation>
    </message>
    <message>
        <source>Private desktop</source>
        <translation>专用桌面</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>本屏幕</translation>
    </message>
    <message>
        <source>Android device</source>
        <translation>安卓设备</translation>
    </message>
    <message>
        <source>Appium device</source>
        <translation>Appium 设备</translation>
    </message>
    <message>
        <source>Window: {title}</source>
        <translation>窗口：{title}</translation>
    </message>
</context>
<context>
    <name>MacroForm</name>
    <message>
        <source>Where</source>
        <translation>在哪里</translation>
    </message>
    <message>
        <source>&amp;Where</source>
        <translation>在哪里(&amp;W)</translation>
    </message>
    <message>
        <source>has to be given</source>
        <translation>必须填写</translation>
    </message>
    <message>
        <source>Kee&amp;p what was found in another place or look</source>
        <translation>保留在别处或以别的样子找到的目标(&amp;P)</translation>
    </message>
</context>
<context>
    <name>MacroPage</name>
    <message>
        <source>No macros yet. Record what you do, or choose “Save as a macro” at a past run that has succeeded.</source>
        <translation>还没有宏。录制您的操作，或在过去成功的运行里选择“存为宏”。</translation>
    </message>
    <message>
        <source>Re&amp;cord …</source>
        <translation>录制…(&amp;C)</translation>
    </message>
    <message>
        <source>Record a macro</source>
        <translation>录制宏</translation>
    </message>
    <message>
        <source>my-macro</source>
        <translation>我的宏</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>录制(&amp;R)</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy “{name}”</source>
        <translation>复制“{name}”</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>删除“{name}”？</translation>
    </message>
    <message>
        <source>Its schedule ends too; undoing does not bring that back.</source>
        <translation>它的定时也会结束；撤销删除不会恢复定时。</translation>
    </message>
    <message>
        <source>Its steps and pictures go.</source>
        <translation>它的步骤和图片会一起删除。</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Rename “{name}”</source>
        <translation>重命名“{name}”</translation>
    </message>
    <message>
        <source>These macros call it: {names}.</source>
        <translation>这些宏会调用它：{names}。</translation>
    </message>
    <message>
        <source>has gone</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>next {when}</source>
        <translation>下次 {when}</translation>
    </message>
    <message>
        <source>{count} steps to confirm</source>
        <translation>{count} 个步骤待确认</translation>
    </message>
    <message>
        <source>{name}-copy</source>
        <translation>{name}-副本</translation>
    </message>
    <message>
        <source>“{name}” has been deleted.</source>
        <translation>“{name}”已删除。</translation>
    </message>
    <message>
        <source>“{name}” is “{new}” now.</source>
        <translation>“{name}”现在叫“{new}”。</translation>
    </message>
    <message>
        <source>“{new}” is a copy of “{name}”.</source>
        <translation>“{new}”是“{name}”的副本。</translation>
    </message>
</context>
<context>
    <name>MacroSaving</name>
    <message>
        <source>Save as a macro</source>
        <translation>存为宏</translation>
    </message>
    <message>
        <source>It ended with code {code}.</source>
        <translation>已结束，代码 {code}。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
</context>
<context>
    <name>MacroRecording</name>
    <message>
        <source>It ended with code {code}.</source>
        <translation>已结束，代码 {code}。</translation>
    </message>
</context>
<context>
    <name>RecordingCard</name>
    <message>
        <source>Steps so far</source>
        <translation>目前的步骤</translation>
    </message>
    <message>
        <source>Getting ready to record …</source>
        <translation>正在准备录制…</translation>
    </message>
    <message>
        <source>&amp;End the recording</source>
        <translation>结束录制(&amp;E)</translation>
    </message>
    <message>
        <source>Recording what you do on this screen. {keys} ends it.</source>
        <translation>正在录制您在本屏幕上的操作。按 {keys} 结束。</translation>
    </message>
    <message>
        <source>Nothing was recorded: {why}</source>
        <translation>没有录制：{why}</translation>
    </message>
</context>
<context>
    <name>MacroView</name>
    <message>
        <source>&amp;Replay</source>
        <translation>重放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Schedule</source>
        <translation>定时(&amp;S)</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Dele&amp;te</source>
        <translation>删除(&amp;T)</translation>
    </message>
    <message>
        <source>First say below which steps were meant so.</source>
        <translation>请先在下面确认哪些步骤是这个意思。</translation>
    </message>
    <message>
        <source>It has gone, and is still scheduled.</source>
        <translation>它已不存在，但仍有定时。</translation>
    </message>
    <message>
        <source>Open the &amp;file</source>
        <translation>打开文件(&amp;F)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Still missing: {names}</source>
        <translation>还缺：{names}</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件内容</translation>
    </message>
</context>
<context>
    <name>ConfirmCard</name>
    <message>
        <source>&amp;Drop it</source>
        <translation>去掉(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
    <message>
        <source>Keep &amp;all</source>
        <translation>全部保留(&amp;A)</translation>
    </message>
    <message>
        <source>Leave it open and look at the next one</source>
        <translation>先不决定，看下一个</translation>
    </message>
    <message>
        <source>Was this meant so? Step {number} of {count} that were inferred</source>
        <translation>是这个意思吗？推断出的步骤，第 {number} 个，共 {count} 个</translation>
    </message>
    <message>
        <source>What the step acts on: {words}</source>
        <translation>这一步的目标：{words}</translation>
    </message>
    <message>
        <source>at ({x}, {y}), and nothing else tells what it is</source>
        <translation>位于 ({x}, {y})，此外没有别的线索</translation>
    </message>
    <message>
        <source>{percent} % sure</source>
        <translation>把握 {percent} %</translation>
    </message>
</context>
<context>
    <name>FaultCard</name>
    <message>
        <source>And {count} more.</source>
        <translation>还有 {count} 处。</translation>
    </message>
    <message>
        <source>It cannot be replayed like this</source>
        <translation>这样不能重放</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {what}</source>
        <translation>第 {line} 行，第 {column} 列：{what}</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>值得看一看</translation>
    </message>
</context>
<context>
    <name>HealCard</name>
    <message>
        <source>&amp;Keep it in the macro</source>
        <translation>写入宏(&amp;K)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Exact change of the macro's file</source>
        <translation>宏文件的确切改动</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>One thing was not found as recorded</source>
        <translation>有一处与录制时不同</translation>
    </message>
    <message>
        <source>Show the e&amp;xact change</source>
        <translation>显示确切改动(&amp;X)</translation>
    </message>
    <message>
        <source>Step {step}: {how}</source>
        <translation>步骤 {step}：{how}</translation>
    </message>
    <message>
        <source>The macro has been changed accordingly.</source>
        <translation>宏已相应修改。</translation>
    </message>
    <message>
        <source>What was not found as recorded</source>
        <translation>与录制时不同之处</translation>
    </message>
    <message>
        <source>{count} things were not found as recorded</source>
        <translation>有 {count} 处与录制时不同</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>&amp;Name: letters, digits, “-” and “_”</source>
        <translation>名称：字母、数字、“-”和“_”(&amp;N)</translation>
    </message>
    <message>
        <source>A name has letters, digits, “-” and “_”, 64 at most.</source>
        <translation>名称由字母、数字、“-”和“_”组成，最多 64 个。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>There is a macro of that name already.</source>
        <translation>已有这个名称的宏。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Close this line</source>
        <translation>关闭这一行</translation>
    </message>
</context>
<context>
    <name>ScheduleCard</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End the schedule</source>
        <translation>结束定时</translation>
    </message>
    <message>
        <source>Sc&amp;hedule it</source>
        <translation>定时(&amp;H)</translation>
    </message>
    <message>
        <source>Chan&amp;ge</source>
        <translation>更改(&amp;G)</translation>
    </message>
    <message>
        <source>It takes the values and the place that are chosen above. Nobody is asked then: a step that needs your yes is not done, and ends it.</source>
        <translation>使用上面所填的值和位置。届时不会询问任何人：需要您同意的步骤不会执行，重放就此结束。</translation>
    </message>
    <message>
        <source>Next: {when}</source>
        <translation>下次：{when}</translation>
    </message>
    <message>
        <source>Replayed by itself {times}</source>
        <translation>{times}自动重放</translation>
    </message>
    <message>
        <source>Still missing: {names}</source>
        <translation>还缺：{names}</translation>
    </message>
    <message>
        <source>When is it to be replayed?</source>
        <translation>何时重放？</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>at the times {cron}</source>
        <translation>在 {cron} </translation>
    </message>
    <message>
        <source>every day at {time}</source>
        <translation>每天 {time} </translation>
    </message>
    <message>
        <source>every {day} at {time}</source>
        <translation>每{day} {time} </translation>
    </message>
    <message>
        <source>on weekdays at {time}</source>
        <translation>工作日 {time} </translation>
    </message>
    <message>
        <source>dddd d MMMM, HH:mm</source>
        <translation>M月d日 dddd HH:mm</translation>
    </message>
</context>
<context>
    <name>TimesChoice</name>
    <message>
        <source>By a cron line</source>
        <translation>按 cron 行</translation>
    </message>
    <message>
        <source>Cron line</source>
        <translation>cron 行</translation>
    </message>
    <message>
        <source>Every day at</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week on</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>多久一次</translation>
    </message>
    <message>
        <source>On weekdays at</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>minute hour day month weekday</source>
        <translation>分 时 日 月 星期</translation>
    </message>
</context>
</TS>
