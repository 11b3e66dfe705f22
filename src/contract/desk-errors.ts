import { row, type ErrorRow } from "./error-row.ts";

/** What goes wrong at work on tickets, files and lists. */
export const DESK_ERRORS = {
  link_to_itself: row(
    422,
    "不能把工单关联到自身。",
    "A ticket cannot be linked to itself.",
    "请选择另一张工单。",
    "Choose another ticket.",
  ),
  assignee_cannot_work: row(
    422,
    "该成员不能处理工单。",
    "This person cannot work on tickets.",
    "请选择在职的客服或主管。",
    "Choose an agent or a supervisor who works here.",
  ),
  form_incomplete: row(
    422,
    "表单还不完整：{problems}",
    "The form is not complete: {problems}",
    "请补充所列内容。",
    "Provide what is listed.",
  ),
  step_too_early: row(
    409,
    "请先完成前面的步骤：{steps}",
    "Other steps come first: {steps}",
    "按顺序完成所列步骤后再继续。",
    "Do what is listed, then go on.",
  ),
  nothing_to_approve: row(
    409,
    "现在没有需要此审批的内容。",
    "Nothing here asks for this approval now.",
    "请先填写需要审批的表单，或刷新页面查看闸门还缺什么。",
    "Fill in the form that is to be approved, or reload to see what the gate wants.",
  ),
  approval_not_yours: row(
    403,
    "此项应由{roles}审批。",
    "Only {roles} may approve this.",
    "请交由有权限的人审批；金额超出权限时应上报。",
    "Ask somebody who may; what is above a limit goes up.",
  ),
  message_not_splittable: row(
    422,
    "只能拆分客户发来的消息。",
    "Only a message of the customer can be split off.",
    "请选择客户的消息。",
    "Choose a message of the customer.",
  ),
  file_link_expired: row(
    410,
    "文件链接已失效。",
    "The link to this file is no longer valid.",
    "请刷新工单页面后重新打开。",
    "Reload the ticket and open the file again.",
  ),
  file_missing: row(
    422,
    "请选择要上传的文件。",
    "There is no file in this upload.",
    "请以 multipart/form-data 提交一个名为 file 的文件。",
    "Send one part named file as multipart/form-data.",
  ),
  saved_views_full: row(
    422,
    "保存的视图已达上限（{viewsMax}）。",
    "There are {viewsMax} saved views already.",
    "请先删除不再使用的视图。",
    "Delete one that is no longer used.",
  ),
  mailbox_address_taken: row(
    409,
    "已有邮箱使用地址 {address}。",
    "Another mailbox has the address {address} already.",
    "请修改已有的邮箱，或填写别的地址。",
    "Change that mailbox, or give another address.",
  ),
} as const satisfies Record<string, ErrorRow>;
