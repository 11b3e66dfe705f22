import { contactRoutes, organisationRoutes } from "../../contract/customer-routes.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import type { CustomerTier } from "../../domain/ticket/index.ts";
import type { Language } from "./demo-content.ts";
import type { DemoStaff, Making } from "./make-people.ts";
import type { SeededRandom } from "./seeded-random.ts";

export type DemoContact = {
  id: string;
  name: string;
  email: string;
  language: Language;
  organisation: string;
  tier: CustomerTier;
};

/** Twelve organisations and sixty people in them. */
export async function makeCustomers(making: Making, staff: DemoStaff, random: SeededRandom): Promise<DemoContact[]> {
  const { tx, now, perform, content } = making;
  const session = staff.people.find(({ role }) => role === "administrator")!;
  const contacts: DemoContact[] = [];
  for (const line of content.customers.organisations) {
    const adviser = staff.people.find(({ name }) => name === line.adviser);
    const { id } = await perform({ tx, session, now }, organisationRoutes.make, {
      body: {
        name: line.name,
        tier: line.tier,
        domains: [line.domain],
        adviserId: adviser?.staffId ?? null,
        note: line.note ?? "",
      },
    });
    for (const [name, title, login] of content.customers.contacts[line.name] ?? []) {
      const language = line.language ?? "zh";
      const email = `${login}@${line.domain}`;
      const body = {
        name,
        title,
        organisationId: id,
        language,
        emails: [email],
        phones: [phoneOf(language, random)],
        timeZone: language === "en" ? "Asia/Hong_Kong" : "Asia/Shanghai",
        preferredChannel: random.share() < 0.2 ? ("phone" as const) : ("email" as const),
      };
      const made = await makeContact({ ...making, session }, body);
      contacts.push({ id: made, name, email, language, organisation: line.name, tier: line.tier });
    }
  }
  return contacts;
}

type ContactBody = Parameters<typeof makeContact>[1];

async function makeContact(
  { tx, now, perform, session }: Making & { session: SignedIn },
  body: {
    name: string;
    title: string;
    organisationId: string;
    language: Language;
    emails: string[];
    phones: string[];
    timeZone: string;
    preferredChannel: "email" | "phone";
  },
): Promise<string> {
  const { id } = await perform({ tx, session, now }, contactRoutes.make, { body: body satisfies ContactBody });
  return id;
}

const phoneOf = (language: Language, random: SeededRandom) =>
  language === "en"
    ? `+852 5${random.between(1_000_000, 9_999_999)}`
    : `1${random.pick(["38", "39", "52", "77", "86", "90"])}${String(random.between(0, 99_999_999)).padStart(8, "0")}`;
