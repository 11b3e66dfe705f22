import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useProblemToast } from "../../ui/notice/use-problem-toast.ts";
import { closeRealtime } from "../realtime/socket.ts";
import { signOut } from "./sign-in-calls.ts";

/** Signs out. Not reached: said so, and still signed in. */
export function useLeave(): () => void {
  const client = useQueryClient();
  const router = useRouter();
  const tell = useProblemToast();
  return () => {
    const go = async () => {
      await signOut();
      closeRealtime();
      await router.navigate({ to: "/sign-in", search: {} });
      client.clear();
    };
    go().catch(tell);
  };
}
