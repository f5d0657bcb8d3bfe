/** A window shows this much of a frame; the whole is fetched when a person opens it. */
export const SHOWN_TEXT_LENGTH = 65_536
