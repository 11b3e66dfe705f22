import type { ColumnType } from "kysely";

/** A moment is read as a Date and written as one or as text. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
/** Read as parsed; written as JSON text, because the driver would send an array as a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>;
export type NullableMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;
export type GeneratedMoment = ColumnType<Date, Date | string | undefined, Date | string>;
export type GeneratedJson = ColumnType<unknown, string | undefined, string>;
