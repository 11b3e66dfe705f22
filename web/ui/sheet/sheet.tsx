import { Button, Checkbox, DatePicker, Dropdown, Input, Segmented, Select, Switch, Table, Tabs, Tag } from "antd";
import { useEffect, useState, type JSX, type ReactNode } from "react";
import { PRIORITIES, TICKET_STATES } from "../../../src/domain/ticket/vocabulary.ts";
import { ApiProblem, NetworkFailure } from "../api/api-problem.ts";
import { RichTextEditor } from "../editor/rich-text-editor.tsx";
import { Pane, PaneHead, PaneRow } from "../frame/panes.tsx";
import { Avatar } from "../glyphs/avatar.tsx";
import { ChannelGlyph } from "../glyphs/channel-glyph.tsx";
import { KeyHint } from "../glyphs/key-hint.tsx";
import { PriorityGlyph } from "../glyphs/priority-glyph.tsx";
import { StageBar } from "../glyphs/stage-bar.tsx";
import { StateTag } from "../glyphs/state-tag.tsx";
import { TierMark } from "../glyphs/tier-mark.tsx";
import { VirtualList } from "../list/virtual-list.tsx";
import { toast } from "../notice/toast-store.ts";
import { RichText } from "../rich/rich-text.tsx";
import { ErrorState } from "../states/error-state.tsx";
import { SkeletonList } from "../states/skeleton.tsx";
import { EmptyState } from "../states/state-page.tsx";
import { DuePill } from "../time/due-pill.tsx";
import { RelativeTime } from "../time/relative-time.tsx";
import { HOUR_MS, MINUTE_MS } from "../time/span.ts";
import "./sheet.css";

/** Every part of the kit on one page, to be looked at. */
export function Sheet(): JSX.Element {
  useEffect(() => {
    toast("回复将在 10 秒后发出", { undo: () => undefined, forMs: 600_000 });
    toast("已保存", { tone: "good", forMs: 600_000 });
  }, []);
  return (
    <div className="sheet">
      <Part name="Due">
        <Dues />
      </Part>
      <Part name="Glyphs">
        <Glyphs />
      </Part>
      <Part name="Stages">
        <StageBar stage="handling" wanted={["结果告知", "服务总结"]} onWanted={() => undefined} />
      </Part>
      <Part name="Controls">
        <Controls />
      </Part>
      <Part name="Editor">
        <RichTextEditor
          html="<p>您好，张工：</p><p>已复现该问题，<b>预计今天 17:00 前</b>给出结论。</p><ul><li>日志已收到</li></ul>"
          label="回复"
          onChange={() => undefined}
          uploadImage={async () => ({ src: "", attachmentId: "" })}
          scripts={() => [{ id: "1", name: "问候语", hint: "开场", html: "<p>您好，</p>" }]}
          people={() => [{ id: "a", name: "王小明" }]}
          tools={<KeyHint keys="mod+Enter" />}
        />
      </Part>
      <Part name="Mail">
        <RichText
          hasRemoteImages
          html={
            '<p>系统报错 <code>ERR_504</code>，<a href="https://example.cn">截图</a>：</p><img data-remote-src="x" width="80" height="40"><blockquote>原邮件</blockquote>'
          }
        />
        <RichText html={'<p style="color:#1f3864">客户自带颜色的邮件，深色主题下仍以白纸显示。</p>'} />
      </Part>
      <Part name="List and panes" tall>
        <Rows />
      </Part>
      <Part name="States">
        <div className="sheet-states">
          <EmptyState title="收件箱已清空" actions={<Button>查看全部</Button>}>
            新的工单会自动出现在这里。
          </EmptyState>
          <ErrorState error={new NetworkFailure()} onRetry={() => undefined} />
          <ErrorState
            error={
              new ApiProblem({
                status: 403,
                code: "not_permitted",
                detail: "您没有执行此操作的权限。",
                remedy: "请联系管理员调整角色。",
              })
            }
          />
          <SkeletonList rows={3} />
        </div>
      </Part>
    </div>
  );
}

function Part({ name, tall, children }: { name: string; tall?: boolean; children: ReactNode }): JSX.Element {
  return (
    <section className={tall ? "sheet-part is-tall" : "sheet-part"}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

function Dues(): JSX.Element {
  const [now] = useState(() => Date.now());
  const running = (leftMs: number, warnAt: number | null = null) => ({
    state: "running" as const,
    dueAt: now + leftMs,
    warnAt,
  });
  return (
    <div className="sheet-line">
      <DuePill clock={running(26 * HOUR_MS)} name="解决" />
      <DuePill clock={running(3 * HOUR_MS + 20 * MINUTE_MS)} name="首次响应" named />
      <DuePill clock={running(12 * MINUTE_MS, now)} onClick={() => undefined} />
      <DuePill clock={running(40_000, now)} />
      <DuePill clock={running(-5 * MINUTE_MS)} name="进度同步" named />
      {(["met", "missed", "paused", "cancelled"] as const).map((state) => (
        <DuePill key={state} clock={{ state, dueAt: now }} />
      ))}
    </div>
  );
}

function Glyphs(): JSX.Element {
  const [now] = useState(() => Date.now());
  return (
    <>
      <div className="sheet-line">
        {PRIORITIES.map((priority) => (
          <PriorityGlyph key={priority} priority={priority} words />
        ))}
        {(["email", "portal", "api", "phone", "console"] as const).map((channel) => (
          <ChannelGlyph key={channel} channel={channel} />
        ))}
        {(["strategic", "growth", "basic"] as const).map((tier) => (
          <TierMark key={tier} tier={tier} />
        ))}
        {["王小明", "李雷", "Ada Lovelace", "韩梅梅"].map((name, at) => (
          <Avatar
            key={name}
            person={{ id: name, name }}
            presence={(["available", "busy", "away"] as const)[at % 3] ?? "away"}
            sizePx={32}
          />
        ))}
        <Avatar person={null} nobody="未分配" />
      </div>
      <div className="sheet-line">
        {TICKET_STATES.map((state) => (
          <StateTag key={state} state={state} />
        ))}
        <RelativeTime at={now - 5 * MINUTE_MS} />
        <KeyHint keys="g i" />
        <KeyHint keys="mod+k" />
      </div>
    </>
  );
}

function Controls(): JSX.Element {
  const [open, setOpen] = useState("1");
  return (
    <>
      <div className="sheet-line">
        <Button type="primary">发送</Button>
        <Button>保存草稿</Button>
        <Button type="text">更多</Button>
        <Button danger>删除</Button>
        <Button type="primary" disabled>
          不可用
        </Button>
        <Input placeholder="搜索工单、客户…" style={{ width: 200 }} />
        <Select value="open" options={[{ value: "open", label: "处理中" }]} style={{ width: 120 }} />
        <DatePicker />
        <Switch defaultChecked />
        <Checkbox defaultChecked>记住</Checkbox>
        <Segmented options={["回复", "备注", "进度同步"]} />
        <Tag>发票</Tag>
        <Dropdown menu={{ items: [{ key: 1, label: "一" }] }}>
          <Button>菜单</Button>
        </Dropdown>
      </div>
      <Tabs
        activeKey={open}
        onChange={setOpen}
        items={["下一步", "客户", "知识", "轨迹"].map((label, at) => ({ key: String(at), label }))}
      />
      <Table
        size="small"
        pagination={false}
        rowKey="name"
        columns={[
          { title: "客户", dataIndex: "name" },
          { title: "未关闭", dataIndex: "open", align: "right", className: "tabular" },
        ]}
        dataSource={[
          { name: "华东精密制造", open: 12 },
          { name: "星河云服务", open: 3 },
        ]}
      />
    </>
  );
}

function Rows(): JSX.Element {
  const [now] = useState(() => Date.now());
  return (
    <PaneRow name="sheet" shown="list">
      <Pane id="views" label="视图" bounds={{ widthPx: 180, minPx: 140, maxPx: 300 }}>
        <PaneHead title="收件箱" />
      </Pane>
      <Pane id="list" label="列表" bounds={{ widthPx: 340, minPx: 280, maxPx: 520 }}>
        <PaneHead title="我的工单" />
        <VirtualList
          label="工单"
          items={Array.from({ length: 20_000 }, (_, at) => at)}
          keyOf={String}
          rowPx={64}
          row={(at) => (
            <div className="sheet-row">
              <PriorityGlyph priority={PRIORITIES[at % 4] ?? "P3"} />
              <span className="truncate">#{10_000 + at} 无法登录管理后台，提示证书过期</span>
              <DuePill clock={{ state: "running", dueAt: now + (at - 1) * 20 * MINUTE_MS, warnAt: now + 600_000 }} />
            </div>
          )}
        />
      </Pane>
      <Pane id="work" label="工单">
        <EmptyState title="选择一张工单开始处理">按 j / k 上下移动，按回车打开。</EmptyState>
      </Pane>
    </PaneRow>
  );
}
