-- 话术库: what people say again and again, said well once.
create table script (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9_-]*$' and length(key) <= 60),
  scene text not null check (scene in ('greeting', 'more_information', 'progress_update', 'empathy', 'closing', 'other')),
  -- null: every channel, every team.
  channel text check (channel in ('email', 'portal', 'phone')),
  team_id uuid references team (id),
  title_zh text not null check (length(title_zh) between 1 and 200),
  title_en text not null check (length(title_en) between 1 and 200),
  body_zh text not null check (length(body_zh) between 1 and 10000),
  body_en text not null check (length(body_en) between 1 and 10000),
  version int not null default 1,
  updated_by uuid references staff_member (id),
  updated_at timestamptz not null default now(),
  -- Approved for use in this version; shipped ones have no approver.
  approved_at timestamptz,
  approved_by uuid references staff_member (id),
  archived_at timestamptz
);
create index on script (scene, key);
comment on table script is 'owner: src/features/scripts';

create table script_version (
  script_id uuid not null references script (id) on delete cascade,
  version int not null,
  content jsonb not null,
  changed_by uuid references staff_member (id),
  changed_at timestamptz not null,
  primary key (script_id, version)
);
comment on table script_version is 'owner: src/features/scripts';

insert into script (id, key, scene, title_zh, title_en, body_zh, body_en, approved_at) values
('019a0000-0000-7000-8000-000000005001', 'greeting', 'greeting', '开场问候', 'Greeting',
 '{{contact.name}}，您好！我是{{team.name}}的{{agent.name}}（工号 {{agent.number}}），由我为您处理工单 {{ticket.number}}。',
 'Hello {{contact.name}}, I am {{agent.name}} (agent no. {{agent.number}}) of {{team.name}}, and I am taking care of your case {{ticket.number}}.', now()),
('019a0000-0000-7000-8000-000000005002', 'more-information', 'more_information', '请客户补充信息', 'Ask for more information',
 E'{{contact.name}}，您好！为了尽快定位问题，请您补充以下信息：\n1. 出现问题的时间和操作步骤；\n2. 完整的错误提示或截图；\n3. 设备型号、操作系统和软件版本。\n收到后我会马上继续处理。',
 E'Hello {{contact.name}}, to find the cause quickly, please send me:\n1. when it happened and the steps that lead to it;\n2. the full error message or a screenshot;\n3. device model, operating system and software version.\nI will continue as soon as I have them.', now()),
('019a0000-0000-7000-8000-000000005003', 'progress-update', 'progress_update', '进度同步', 'Progress update',
 '{{contact.name}}，您好！工单 {{ticket.number}} 目前进展：［请填写当前阶段和结果］。下一次进度我会在 {{due}} 前告知您。',
 'Hello {{contact.name}}, where your case {{ticket.number}} stands: [stage and result]. You will hear from me again by {{due}}.', now()),
('019a0000-0000-7000-8000-000000005004', 'empathy', 'empathy', '安抚客户', 'Empathy',
 '{{contact.name}}，非常理解这个问题给您的工作带来的影响，给您添麻烦了，很抱歉。我会全程跟进工单 {{ticket.number}}，直到解决。',
 'Hello {{contact.name}}, I understand what this does to your work, and I am sorry for the trouble. I will stay with case {{ticket.number}} until it is solved.', now()),
('019a0000-0000-7000-8000-000000005005', 'closing', 'closing', '结束语', 'Closing',
 '{{contact.name}}，问题已经处理完毕。请您验证，如仍有异常，直接回复本邮件即可，我会继续为您处理。感谢您的支持！',
 'Hello {{contact.name}}, this is solved now. Please check; if anything is still wrong, just reply to this mail and I will continue. Thank you for your patience.', now());
