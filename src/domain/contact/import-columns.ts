/** What a column of a file of customers can hold, with the headings it is known by; the first two are ours. */
export const COLUMN_WORDS = {
  organisation: [
    "客户名称",
    "Organisation",
    "客户",
    "公司",
    "公司名称",
    "企业",
    "企业名称",
    "单位",
    "单位名称",
    "company",
    "companyname",
    "account",
    "accountname",
    "organization",
    "customer",
  ],
  domain: ["域名", "Domain", "邮箱域名", "公司域名", "domains", "maildomain", "website"],
  tier: ["客户等级", "Tier", "等级", "级别", "客户级别", "客户层级", "level", "customertier"],
  name: ["姓名", "Name", "联系人", "联系人姓名", "名字", "名称", "contact", "contactname", "fullname"],
  title: ["职务", "Title", "职位", "岗位", "头衔", "jobtitle", "position"],
  email: ["邮箱", "E-mail", "电子邮箱", "电子邮件", "邮件", "邮箱地址", "email", "mail", "emailaddress"],
  phone: [
    "电话",
    "Phone",
    "手机",
    "手机号",
    "手机号码",
    "联系电话",
    "电话号码",
    "固定电话",
    "座机",
    "mobile",
    "tel",
    "telephone",
    "phonenumber",
  ],
  language: ["语言", "Language", "语种", "lang"],
  note: ["备注", "Note", "说明", "notes", "remark", "comment", "description"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMN_WORDS;
export const COLUMNS = Object.keys(COLUMN_WORDS) as Column[];

/** Which column (from 0) holds what. */
export type ColumnMapping = Partial<Record<Column, number>>;

const plain = (heading: string) =>
  heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Reads headings in Chinese or English; each column is used once, the first that fits. */
export function guessColumns(headings: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {};
  const plainHeadings = headings.map(plain);
  const taken = new Set<number>();
  for (const column of COLUMNS) {
    const words = COLUMN_WORDS[column].map(plain);
    const at = plainHeadings.findIndex((heading, index) => !taken.has(index) && words.includes(heading));
    if (at < 0) continue;
    mapping[column] = at;
    taken.add(at);
  }
  return mapping;
}

/** Whether a mapping says enough to make customers of rows. */
export const isUsable = (mapping: ColumnMapping): boolean =>
  mapping.email !== undefined || mapping.phone !== undefined || mapping.organisation !== undefined;
