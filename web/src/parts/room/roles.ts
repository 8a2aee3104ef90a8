/** What each role is for, in a line. */
import type { Role } from "../../wire/messages";
import { m } from "../../words/messages.js";

export const ROLE_ABOUT: Record<Role, () => string> = {
  moderator: m.role_about_moderator,
  prompt_master: m.role_about_prompt_master,
  art_expert: m.role_about_art_expert,
  participant: m.role_about_participant,
  screen: m.role_about_screen,
};
