# Рассказ о вечеринке по-русски. Кто что сделал, сказано в настоящем времени и без падежей имён: род и имена неизвестны.
# START($by) стоит в начале предложения.

date-pattern = d MMMM y 'года'
full-stop = .
separator = { " · " }
sentence-space = { " " }
list-comma = { ", " }
list-last = { $most } и { $last }

## Люди и их слова

a-guest = гость
quoted = «{ $text }»
words-removed = слова отозваны
a-party = Вечеринка
a-theme = тема без названия
by-line-topic = — { $by }, { $topic }
remark = { $text } — { $by }
more = ещё { $count }

topic-movement = о направлении
topic-technique = о технике
topic-artist = о художнике
topic-period = об эпохе
topic-modifier = с подсказкой для промпта
topic-remark = эксперт по искусству

## Простой текст, без разметки

tag = нейровечеринка
ai-label = Картины сгенерированы моделью
alt = Картина, сгенерированная по промпту { $prompt }.
alt-styled = Картина, сгенерированная по промпту { $prompt }; { $styles }.
alt-lineage = Родословная промпта: путь, которым прошла комната, и ветви от него.
alt-sheet = Все картины вечера на одном листе.
style-movement = направление: { $text }
style-technique = техника: { $text }
style-artist = художник: { $text }
style-period = эпоха: { $text }
credit-line = Слова: { $by }, картина: { $model }
credit-line-model = Картина: { $model }
people = { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[other] { $count } человек
}
steps = { $count ->
    [one] { $count } шаг
    [few] { $count } шага
   *[other] { $count } шагов
}
votes = { $count ->
    [0] без голосований
    [one] { $count } голосование
    [few] { $count } голосования
   *[other] { $count } голосований
}
pictures = { $count ->
    [0] без картин
    [one] { $count } картина
    [few] { $count } картины
   *[other] { $count } картин
}
minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
description-path = Вечеринка на тему { $theme }: от промпта { $first } до { $last }. { $people }, { $votes }, { $pictures }.
description-still = Вечеринка на тему { $theme }: { $people }, { $pictures }.

## Начало

theme-is = тема: { $theme }
opening = В комнате { $people }, тема вечера — { $theme }.
opening-alone = Вечеринка на одного: { $by }, тема — { $theme }.
opening-path = Промпт начинается со слов { $first } и за { $steps } превращается в { $last }.
opening-still = Промпт — { $first }, таким он и остаётся.
about = Нейровечеринка — это вечер, когда люди собираются вокруг темы, предлагают, как изменить один общий промпт, голосуют и смотрят, как модель рисует то, на чём они сошлись.
about-pictures = Все картины на этой странице сгенерированы моделью, слова принадлежат людям.

## О чём напомнила тема

theme-heading = О чём напомнила тема
asked = { START($by) } спрашивает всех: { $question }
said-by = { $text } ({ $by })
said-by-many = { $text } ({ $by }, { $count })
said-most = Больше всего поддержки, { $count } из { $people }, находит { $said }.
said-most-each = Больше всего поддержки, по { $count } из { $people }, находят { $said }.
said-next = Следом — { $said }.
said-all = Поддержку находят { $said }.
said-once = { $count ->
    [one] Один голос: { $said }.
   *[other] По одному голосу: { $said }.
}
said-once-only = Прозвучало: { $said }.

## Путь

path-heading = От первого промпта к последнему
prompt-heading = Промпт
first-prompt = Первый промпт: { $text }
opened-with = { START($by) } начинает с него вечер.
step-heading = { $number }. { $text }
proposed = Предлагает { $by }.
proposed-why = Предлагает { $by }: { $reason }
set-alone = { START($by) } меняет промпт без голосования.
set-alone-why = { START($by) } меняет промпт без голосования: { $reason }
joined = Здесь сошлись два предложения, их авторы — { $one } и { $other }.
joined-own = Здесь сошлись два предложения, автор обоих — { $one }.
accepted-by-hand = { START($by) } принимает вариант без голосования.
accepted-after-vote = { START($by) } принимает вариант.
turning-point = Это поворот вечера: ни на одном другом шаге промпт не расставался со столькими словами. Ушло слов: { $gone }, пришло: { $new }.
closest-vote = Разрыв здесь самый маленький за вечер.
before = до
after = после

## Голосования

vote-nobody = Голосование закончилось без единого голоса.
vote-approval = За этот вариант — { $votes } из { $voters }.
vote-ranked = После подсчёта по шагам за этот вариант — { $votes } из { $voters }.
vote-at-once = Первым его ставят { $votes } из { $voters }, считать по шагам не пришлось.
vote-score = Итог: { $votes ->
    [one] { $votes } балл
    [few] { $votes } балла
   *[other] { $votes } баллов
}, голосовавших — { $voters }, в среднем { NUMBER($average, maximumFractionDigits: 1) } из 5.
vote-tie = Ничья, по { $votes } из { $voters }; решает { $by }.
vote-tie-score = Ничья по баллам, у каждого { $votes }; решает { $by }.
vote-tie-left = Голосование закончилось ничьей.
vote-lost = В голосовании побеждает { $winner }.
also-offered = Другие варианты:
tally = { $text }: { $votes ->
    [0] нет голосов
    [one] { $votes } голос
    [few] { $votes } голоса
   *[other] { $votes } голосов
}
tally-out = { $text }: выбывает на шаге { $step }, { $votes ->
    [0] нет голосов
    [one] { $votes } голос
    [few] { $votes } голоса
   *[other] { $votes } голосов
}
tally-score = { $text }: { $votes ->
    [0] нет баллов
    [one] { $votes } балл
    [few] { $votes } балла
   *[other] { $votes } баллов
}

## Что комната сделала с картиной

pushed-up = Комната усиливает { $phrases }.
pushed-down = Комната ослабляет { $phrases }.
push = { $phrase } (внимание × { $weight })
unknown-word = Слова { $word } модель не знает и пропускает его.
unknown-word-as = Слова { $word } модель не знает и рисует вместо него { $other }.
reaction-love = нравится — { $count }
reaction-wow = ух ты — { $count }
reaction-laugh = смешно — { $count }
reaction-moved = трогает — { $count }
reaction-puzzled = озадачивает — { $count }
reacted = Отклики на картину: { $reactions }.
on-top = Картина этого шага открывает страницу.
on-top-reacted = Картина этого шага открывает страницу; отклики на неё: { $reactions }.
nailed = в самую точку — { $count } из { $people }
worth = ценность для эксперта — { $worth } из 5
worth-of-note = ценность для эксперта — { $worth } из 5, с особой отметкой
of-note = особая отметка эксперта

## Последняя работа

final-heading = Последняя работа
final-recipe = Рисует { $model }: { $width } на { $height } пикселей, { $steps }, зерно { $seed }. Тот же рецепт даст ту же картину.
final-without = Чего на ней быть не должно: { $text }.
final-words-by = { $count ->
    [one] Автор слов на пути к ней — { $names }.
   *[other] Авторы слов на пути к ней — { $names }.
}

## Остальной вечер

more-heading = Ещё картины вечера
sheet-heading = Весь вечер на одном листе
missing-heading = Пропавшие картины
missing = { $prompt }, зерно { $seed }: файл утерян или повреждён.
not-taken-heading = Непройденные пути
not-taken = { $text }, автор — { $by }.
not-taken-why = { $text }, автор — { $by }: { $reason }
fate-rejected = Отложено без голосования.
fate-left = Сначала принято, потом оставлено.
fate-lost = За этот вариант — { $votes } из { $voters }.
fate-lost-score = Средний балл — { NUMBER($average, maximumFractionDigits: 1) } из 5.
part-of = Вошло в шаг { $step }.
more-paths = И ещё { $count }.
tree-heading = Всё дерево промпта
tree-as-text = То же дерево в Mermaid
expert-heading = Взгляд эксперта
open-heading = Что осталось открытым
open-proposal = Ещё не решено: { $text }, автор — { $by }.

## Люди и права

people-heading = Кто был на вечере
moderators = { $count ->
    [one] Ведёт вечер { $names }
   *[other] Ведут вечер { $names }
}
prompt_masters = { $count ->
    [one] Мастер промпта: { $names }
   *[other] Мастера промпта: { $names }
}
art_experts = { $count ->
    [one] Эксперт по искусству: { $names }
   *[other] Эксперты по искусству: { $names }
}
participants = { $count ->
    [one] Участвует { $names }
   *[other] Участвуют { $names }
}
unnamed = { $count ->
    [one] { $count } гость без имени
    [few] { $count } гостя без имени
   *[other] { $count } гостей без имени
}
written-up-by = Заголовок и абзацы: { $names }
rights-heading = Права
rights-page = Эта страница: { $license }. { $says }
rights-page-open = Лицензия этой страницы пока не выбрана.
rights-model = Модель { $model }: { $license }. { $says }
rights-model-told = Модель: { $license }
rights-model-unknown = Модель { $model }: её лицензия здесь неизвестна. Спросите тех, кто проводил вечеринку.
label-in-files = В файле каждой картины записано, что её сделала модель, и по какому рецепту.

## Для любопытных (заголовок стоит внутри HTML, без разметки)

curious-heading = Для любопытных
figures-line = В цифрах: { $figures }.
associations = { $count ->
    [one] { $count } ассоциация
    [few] { $count } ассоциации
   *[other] { $count } ассоциаций
}
proposals = { $count ->
    [one] { $count } вариант
    [few] { $count } варианта
   *[other] { $count } вариантов
}
ballots = { $count ->
    [one] { $count } бюллетень
    [few] { $count } бюллетеня
   *[other] { $count } бюллетеней
}
rule-approval = В голосовании одобрением можно отметить сколько угодно вариантов; побеждает тот, за который больше голосов.
rule-ranked = В голосовании по порядку варианты расставляют от лучшего к худшему; слабейший выбывает, его голоса переходят дальше, пока у кого-то не наберётся больше половины.
rule-score = В голосовании баллами каждый вариант получает до 5 баллов; побеждает тот, у которого их больше.
ballots-secret = Голосование тайное: кто за что голосовал, не скажет ни человек, ни файл.
chosen-by-people = Картины выбрали и расставили люди.
chosen-by-weight = Когда писалась эта страница, картин ещё никто не выбирал. Это черновой отбор: голоса, отметки «в точку», отклики, оценка эксперта, близость к промпту и разнообразие.
recipe-line = зерно { $seed }, { $width } × { $height } пикселей, { $steps }, верность промпту { $guidance }
recipe-of = { $picture }: { $recipe }
recipe-without = кроме { $text }
recipe-why = Почему она здесь: { $reasons }.
why-chosen = выбор людей
why-final = последний промпт
why-on_the_path = шаг пути
why-beside = непройденный путь
why-voted = победа в голосовании, { $count } из { $of }
why-points = победа по баллам, { $count } из { $of }
why-nailed = в самую точку, { $count } из { $of }
why-reactions = откликов — { $count }
why-worth = ценность для эксперта, { $count } из { $of }
why-of_note = особая отметка эксперта
why-close = из картин с этими словами ближе всех к промпту ({ $count } из { $of })
why-unlike = не похожа на остальные (разных бит — { $count } из { $of })
making = { $pictures }, модель { $model }
making-engine = движок { $engine }, планировщик { $scheduler }
making-revision = версия { $revision }
making-environment = среда { $environment }
no-picture = Картин в этот вечер не было.
all-recorded = Всё остальное, что видела комната, лежит в { $record }: каждый рецепт, каждый вариант, каждый комментарий, итог каждого голосования.
head-hash = Хеш последней записи — { $hash }; каждая запись несёт хеш предыдущей.

## Запись

record-line = Рассказано по журналу вечеринки { $code }, записей — { $entries }, до { $hash }. Те, кто проводил вечеринку, могут проверить цепочку командой { $command }.

## Вокруг страницы, когда её показывает сам дом

to-gallery = Все вечера
went-on = После того как это было написано, вечеринка продолжилась; о том, что было дальше, здесь пока не рассказано.
