import type { JSX } from "react";
import { SkeletonText } from "../../../ui/states/skeleton.tsx";

/** The shape of a ticket while it is read: head, conversation, composer. */
export function TicketSkeleton(): JSX.Element {
  return (
    <div className="ticket-skeleton">
      <SkeletonText lines={2} />
      <div className="ticket-skeleton-talk">
        <SkeletonText lines={3} />
        <SkeletonText lines={2} />
        <SkeletonText lines={4} />
      </div>
    </div>
  );
}
