export type FilledForm = { formId: string; content: Record<string, unknown>; language: "zh" | "en" };
