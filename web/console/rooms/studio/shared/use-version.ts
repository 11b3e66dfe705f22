import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import {
  getDifferences,
  getTrail,
  getVersion,
  listVersions,
  type VersionDetail,
} from "../../../../../src/contract/studio-routes.ts";
import { keyOf, renewRoutes, useRoute } from "../../../../ui/api/use-route.ts";

/** Reads one version; null while it is not known which. */
export const useVersion = (versionId: string | null) =>
  useRoute(getVersion, versionId === null ? null : { params: { versionId } }, { keepPrevious: true });

/** Takes over what a change of a version answered; what else shows it is read anew. */
export function useTakeOver(): (detail: VersionDetail) => void {
  const client = useQueryClient();
  return useCallback(
    (detail) => {
      client.setQueryData(keyOf(getVersion, { params: { versionId: detail.version.id } }), detail);
      void renewRoutes(client, [listVersions, getDifferences, getTrail]);
    },
    [client],
  );
}

/** The versions, the newest first. */
export const useVersions = () => useRoute(listVersions, { query: { limit: 100 } });
