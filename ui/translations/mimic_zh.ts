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
</TS>
