/** Mail domains that anybody can get an address at: they say nothing about an organisation. */
const PUBLIC_PROVIDERS = new Set(
  `qq.com foxmail.com vip.qq.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com 139.com 189.cn wo.cn wo.com.cn
  sina.com sina.cn vip.sina.com sohu.com vip.sohu.com 21cn.com 263.net tom.com aliyun.com 88.com 111.com citiz.net eyou.com
  gmail.com googlemail.com outlook.com outlook.cn hotmail.com hotmail.co.uk live.com live.cn msn.com msn.cn
  yahoo.com yahoo.cn yahoo.com.cn yahoo.co.jp yahoo.com.hk yahoo.com.tw ymail.com icloud.com me.com mac.com aol.com
  proton.me protonmail.com pm.me gmx.com gmx.de gmx.net web.de mail.com mail.ru yandex.com yandex.ru zoho.com fastmail.com
  naver.com daum.net hanmail.net orange.fr free.fr t-online.de libero.it hey.com tutanota.com duck.com`.split(/\s+/),
);

/** Endings under which strangers register: never one organisation's own. */
const SHARED_ENDINGS = new Set(
  `com.cn net.cn org.cn gov.cn edu.cn ac.cn mil.cn com.hk org.hk edu.hk com.tw org.tw edu.tw co.uk org.uk ac.uk co.jp or.jp
  ne.jp ac.jp co.kr or.kr com.sg edu.sg com.au net.au org.au co.nz com.br co.in com.my`.split(/\s+/),
);

export const isPublicMailProvider = (domain: string): boolean => PUBLIC_PROVIDERS.has(domain);

/** Whether a domain can stand for one organisation. */
export const canBelongToOrganisation = (domain: string): boolean =>
  /^[^\s@.]+(\.[^\s@.]+)+$/.test(domain) && !PUBLIC_PROVIDERS.has(domain) && !SHARED_ENDINGS.has(domain);

/** The domain and those above it that an organisation may own, nearest first: `it.corp.com.cn` → itself, `corp.com.cn`. */
export function owningDomains(domain: string): string[] {
  const labels = domain.split(".");
  return labels
    .slice(0, -1)
    .map((_, at) => labels.slice(at).join("."))
    .filter(canBelongToOrganisation);
}
