/** The pages of the desk: who has which, and which of them stay open when the party is over. */
import BookOpen from "@lucide/svelte/icons/book-open";
import Brush from "@lucide/svelte/icons/brush";
import Clock from "@lucide/svelte/icons/clock";
import DoorOpen from "@lucide/svelte/icons/door-open";
import GitBranch from "@lucide/svelte/icons/git-branch";
import Images from "@lucide/svelte/icons/images";
import MessagesSquare from "@lucide/svelte/icons/messages-square";
import PenLine from "@lucide/svelte/icons/pen-line";
import Settings from "@lucide/svelte/icons/settings-2";
import Sparkles from "@lucide/svelte/icons/sparkles";
import Users from "@lucide/svelte/icons/users";
import Vote from "@lucide/svelte/icons/vote";
import type { Component } from "svelte";
import type { Need } from "../../core/desk";
import type { Role } from "../../wire/messages";
import { m } from "../../words/messages.js";
import EveningPanel from "./EveningPanel.svelte";
import ExpertPanel from "./ExpertPanel.svelte";
import InvitePanel from "./InvitePanel.svelte";
import PeoplePanel from "./PeoplePanel.svelte";
import PicturesPanel from "./PicturesPanel.svelte";
import PromptPanel from "./PromptPanel.svelte";
import RecipePanel from "./RecipePanel.svelte";
import SaidPanel from "./SaidPanel.svelte";
import SettingsPanel from "./SettingsPanel.svelte";
import StoryPanel from "./StoryPanel.svelte";
import TreePanel from "./TreePanel.svelte";
import VotePanel from "./VotePanel.svelte";

type PanelId =
  | "prompt"
  | "vote"
  | "tree"
  | "recipe"
  | "pictures"
  | "expert"
  | "curate"
  | "invite"
  | "people"
  | "said"
  | "evening"
  | "settings";

interface DeskPanel {
  id: PanelId;
  name: () => string;
  roles: readonly Role[];
  /** Whether there is anything to do there after the close. */
  closed: boolean;
  /** Begins another group of pages. */
  apart?: boolean;
  Icon: typeof Clock;
  Panel: Component;
}

const ALL: readonly Role[] = ["moderator", "prompt_master", "art_expert"];
const MODERATOR: readonly Role[] = ["moderator"];
const MASTER: readonly Role[] = ["prompt_master"];
const EXPERT: readonly Role[] = ["art_expert"];

export const PANELS: readonly DeskPanel[] = [
  { id: "prompt", name: m.panel_prompt, roles: ALL, closed: false, Icon: PenLine, Panel: PromptPanel },
  { id: "vote", name: m.panel_vote, roles: ALL, closed: false, Icon: Vote, Panel: VotePanel },
  { id: "tree", name: m.panel_tree, roles: ALL, closed: true, Icon: GitBranch, Panel: TreePanel },
  { id: "recipe", name: m.panel_recipe, roles: MASTER, closed: false, Icon: Brush, Panel: RecipePanel },
  { id: "expert", name: m.panel_expert, roles: EXPERT, closed: false, Icon: Sparkles, Panel: ExpertPanel },
  {
    id: "pictures",
    name: m.panel_pictures,
    roles: ALL,
    closed: true,
    apart: true,
    Icon: Images,
    Panel: PicturesPanel,
  },
  { id: "curate", name: m.panel_curate, roles: ALL, closed: true, Icon: BookOpen, Panel: StoryPanel },
  {
    id: "invite",
    name: m.panel_invite,
    roles: MODERATOR,
    closed: false,
    apart: true,
    Icon: DoorOpen,
    Panel: InvitePanel,
  },
  { id: "evening", name: m.panel_evening, roles: MODERATOR, closed: true, Icon: Clock, Panel: EveningPanel },
  { id: "people", name: m.panel_people, roles: MODERATOR, closed: true, Icon: Users, Panel: PeoplePanel },
  { id: "said", name: m.panel_said, roles: MODERATOR, closed: true, Icon: MessagesSquare, Panel: SaidPanel },
  {
    id: "settings",
    name: m.panel_settings,
    roles: MODERATOR,
    closed: true,
    Icon: Settings,
    Panel: SettingsPanel,
  },
];

/** Where each pressing thing is dealt with. */
export const NEEDS_PANEL: Record<Need, PanelId> = {
  tie: "vote",
  voting: "vote",
  offers: "vote",
  held: "said",
  wishes: "people",
};
