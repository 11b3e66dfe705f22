import { z } from "zod";
import { isDeskColour } from "../domain/brand/desk-colour.ts";
import { defineRoute } from "./route.ts";

const NAME_CHARS_MAX = 100;
const tag = "Settings";

const deskSettings = z.object({
  /** null: the name that the desk was set up with. */
  name: z.string().trim().min(1).max(NAME_CHARS_MAX).nullable(),
  /** `#rrggbb` that bears white letters; null: the product's own. */
  colour: z.string().refine(isDeskColour, "white letters cannot be read on it").nullable(),
  version: z.number().int(),
});

export const deskSettingsRoutes = {
  show: defineRoute({
    id: "desk-settings.show",
    method: "GET",
    path: "/api/v1/settings/desk",
    access: "settings.manage",
    tag,
    summary: "How the desk shows itself to customers: in mails and on their pages",
    response: deskSettings.extend({ shown: z.object({ name: z.string(), colour: z.string() }) }),
  }),
  change: defineRoute({
    id: "desk-settings.change",
    method: "PUT",
    path: "/api/v1/settings/desk",
    access: "settings.manage",
    tag,
    summary: "Change how the desk shows itself to customers",
    body: deskSettings,
    response: deskSettings,
  }),
};
