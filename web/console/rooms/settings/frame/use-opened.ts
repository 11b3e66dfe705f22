import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** Which record of a page stands open, in the address: `?open=<id>`, or `new`. A link leads to it, "back" closes it. */
export function useOpened(): { opened: string | null; open: (id: string) => void; close: () => void } {
  const search = useSearch({ strict: false }) as { open?: string | undefined };
  const navigate = useNavigate();
  const open = useCallback(
    (id: string) => void navigate({ to: ".", search: (before: object) => ({ ...before, open: id }) }),
    [navigate],
  );
  const close = useCallback(
    () => void navigate({ to: ".", search: (before: object) => ({ ...before, open: undefined }) }),
    [navigate],
  );
  return { opened: search.open ?? null, open, close };
}
