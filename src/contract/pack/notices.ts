import { z } from "zod";
import { localText, slug } from "./words.ts";

export const notice = z.strictObject({ id: slug, subject: localText, body: localText });
