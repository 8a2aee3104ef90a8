"""Whole evenings in Russian and in Chinese, curated to the end, and the table of all scripts that have golden pages."""

# ruff: noqa: RUF001  letters that look like Latin ones are what these two languages are written in

from party.core import commands as c
from party.core import events as e
from party.core.values import (
    CreditAs,
    GuestId,
    Phase,
    RankedBallot,
    Reaction,
    RecipeSettings,
    RefinementId,
    Role,
    Score,
    ScoreBallot,
    Settings,
    StoryPlace,
    Topic,
    VotingRule,
    Words,
)

from .parties import Party, alone, gallery, loneliness, talkative


def silence() -> Party:
    """In Russian: chosen, titled and told by its curators; one guest under a pen name, one unnamed, one gone."""
    party = Party("тишина", "Анна", settings=Settings(language="ru", recipe=RecipeSettings(negative=Words("люди"))))
    boris, dina, egor = party.joins("Борис"), party.joins("Дина"), party.joins("Егор")
    zhanna, gleb = party.joins("Жанна"), party.joins("Глеб", Role.PROMPT_MASTER)
    vera = party.joins("Вера", Role.ART_EXPERT)
    party.does(party.host, c.ChangePhase(Phase.GATHER))
    party.does(party.host, c.AskQuestion("Где в доме живёт тишина?"))
    party.says(boris, "снег на крыше", dina, egor, vera)
    party.says(dina, "часы в пустой комнате", boris)
    party.says(egor, "вода подо льдом", gleb)
    party.says(zhanna, "закрытый рояль")
    party.does(party.host, c.ChangePhase(Phase.REFINE))
    party.does(gleb, c.StartJob())
    _snow(party, (boris, dina, egor, zhanna, gleb))
    party.does(vera, c.WriteNote(Topic.PERIOD, "Так писали зиму в 1890-х: почти без теней.", artwork=party.latest()))
    party.does(dina, c.React(party.latest(), Reaction.MOVED))
    _ice(party, (boris, dina, egor, zhanna, gleb))
    party.does(egor, c.WriteComment("Слышишь, @Дина, лёд поёт.", artwork=party.latest()))
    party.does(boris, c.WriteComment("@Егор, это он молчит.", artwork=party.latest()))
    for guest in (boris, egor, gleb):
        party.does(guest, c.NailIt(party.latest()))
    party.does(vera, c.JudgeWorth(party.latest(), 5, of_note=True))
    party.does(vera, c.WriteNote(Topic.REMARK, "Тишину нельзя нарисовать, но можно нарисовать то, что её хранит."))
    _told_in_russian(party, vera)
    party.does(dina, c.ChooseCredit(CreditAs.ANONYMOUS))
    party.does(egor, c.ChooseCredit(CreditAs.PEN_NAME, "Северный ветер"))
    party.does(zhanna, c.RemoveMyWords())
    return party


def _snow(party: Party, guests: tuple[GuestId, ...]) -> None:
    """A tie, broken."""
    boris, dina, egor, zhanna, gleb = guests
    roof = party.proposes(boris, "снег на крыше старого дома", "снег съедает все звуки")
    clock = party.proposes(dina, "часы в пустой комнате")
    vote = party.votes({boris: (roof,), dina: (clock,), egor: (roof, clock), zhanna: ()})
    party.does(gleb, c.BreakTie(vote, roof))


def _ice(party: Party, guests: tuple[GuestId, ...]) -> None:
    """A vote by points, and a last touch by hand."""
    boris, dina, egor, zhanna, gleb = guests
    ice = party.proposes(egor, "замёрзшее озеро у старого дома", "тишина больше дома")
    lamp = party.proposes(zhanna, "снег на крыше старого дома, горит окно", "кто-то не спит")
    scores = {boris: (4, 3), dina: (5, 1), egor: (5, 2), zhanna: (2, 5)}
    ballots = {who: ScoreBallot((Score(ice, more), Score(lamp, less))) for who, (more, less) in scores.items()}
    party.votes(ballots, VotingRule.SCORE)
    party.does(gleb, c.EditPrompt("замёрзшее озеро у старого дома, акварель"))


def _told_in_russian(party: Party, vera: GuestId) -> None:
    party.does(party.host, c.ChangePhase(Phase.CURATE))
    roof = next(node for node in party.state.trunk if "крыше" in party.state.refinements[node].text)
    party.does(
        vera, c.CaptionArtwork(party.latest(), "Лёд держит и дом, и небо.", "Озеро во льду, на берегу тёмный дом")
    )
    for back in (0, 2, 3):
        party.does(vera, c.ChooseArtwork(party.latest(back)))
    party.does(vera, c.TitleStory("Что хранит тишину"))
    party.does(vera, c.WriteParagraph(StoryPlace.OPENING, None, "Мы начали с одного слова и весь вечер убавляли звук."))
    party.does(vera, c.WriteParagraph(StoryPlace.STEP, roof, "Здесь в комнате впервые стало тихо."))
    party.does(party.host, c.WriteParagraph(StoryPlace.CLOSING, None, "Спасибо всем, кто молчал вместе с нами."))
    party.does(party.host, c.LicenseStory("cc-by-4.0"))
    party.does(party.host, c.CloseSession(), after_s=1800)


def hometown() -> Party:
    """In Chinese: a run-off, phrases pushed, a branch left with its picture, a question and a proposal left open."""
    party = Party("故乡", "小林", settings=Settings(language="zh"))
    mei, zhou, nuo = party.joins("阿梅"), party.joins("老周", Role.ART_EXPERT), party.joins("一诺")
    yun, ming = party.joins("云"), party.joins("明", Role.PROMPT_MASTER)
    party.says(mei, "灶台上的热气", nuo, yun)
    party.says(nuo, "村口的老树", mei, zhou)
    party.says(yun, "火车的汽笛")
    party.does(party.host, c.ChangePhase(Phase.REFINE))
    party.does(ming, c.StartJob())
    tree = _old_tree(party, (mei, zhou, nuo, yun))
    party.does(zhou, c.WriteNote(Topic.MOVEMENT, "可以借水墨的留白，让路自己走远。", tree))
    party.does(ming, c.EditPrompt("村口的老树，夜里，满天星"))
    party.does(ming, c.BranchFrom(tree))
    _pushed(party, ming, (mei, nuo))
    party.does(nuo, c.React(party.latest(), Reaction.LOVE))
    party.does(mei, c.WriteComment("@一诺，奶奶就站在树下。", artwork=party.latest()))
    party.proposes(yun, "村口的老树，水墨，远处有火车", "汽笛也是故乡")
    party.does(party.host, c.AskQuestion("回去的路，你还认得吗？"))
    return party


def _old_tree(party: Party, guests: tuple[GuestId, ...]) -> RefinementId:
    mei, zhou, nuo, yun = guests
    tree = party.proposes(nuo, "村口的老树", "谁都从它身边走过")
    stove = party.proposes(mei, "灶台上的热气")
    train = party.proposes(yun, "雨里的站台")
    rankings = {mei: (stove, tree), zhou: (tree,), nuo: (tree, stove), yun: (train, tree), party.host: (stove,)}
    party.votes({guest: RankedBallot(choices) for guest, choices in rankings.items()}, VotingRule.RANKED)
    return tree


def _pushed(party: Party, ming: GuestId, guests: tuple[GuestId, ...]) -> None:
    phrase = party.state.refinements[party.state.head].phrases[0]
    for guest in guests:
        party.does(guest, c.PushPhrase(phrase.id, 1))
    (changed, *_) = party.does(ming, c.EditPrompt("村口的老树，水墨", "老周说留白"))
    assert isinstance(changed, e.RefinementProposed)


EVENINGS = {
    "loneliness": loneliness,
    "alone": alone,
    "gallery": gallery,
    "talkative": talkative,
    "silence": silence,
    "hometown": hometown,
}
"""Scripts by name, for the golden write-ups."""
