import { Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ROLES, type Role } from "../../../../../src/domain/permission/index.ts";

type Props = { id?: string; value?: Role; onChange?: (role: Role) => void; disabled?: boolean };

/** A role, with what it lets a person do. */
export function RoleSelect(props: Props): JSX.Element {
  const { t } = useTranslation(["settings", "common"]);
  return (
    <Select<Role>
      {...props}
      options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
      optionRender={({ value }) => (
        <div className="role-option">
          {t(`common:role.${value as Role}`)}
          <span>{t(`people.role_help.${value as Role}`)}</span>
        </div>
      )}
    />
  );
}
