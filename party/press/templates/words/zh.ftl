# 派对纪事的简体中文。标点用全角，字词之间不留空格。

date-pattern = y年M月d日
full-stop = 。
separator = ·
sentence-space = { "" }
list-comma = 、
list-last = { $most }和{ $last }

## 人和他们的话

a-guest = 一位来宾
quoted = “{ $text }”
words-removed = （文字已撤回）
a-party = 一场派对
a-theme = 一个主题
by-line-topic = ——{ $by }，{ $topic }
remark = { $text }——{ $by }
more = 另外{ $count }个

topic-movement = 谈流派
topic-technique = 谈技法
topic-artist = 谈艺术家
topic-period = 谈时期
topic-modifier = 给提示词的建议
topic-remark = 艺术顾问

## 纯文本，不含标记

tag = 神经绘画派对
ai-label = 画作由模型生成
alt = 根据提示词{ $prompt }生成的画作。
alt-styled = 根据提示词{ $prompt }生成的画作；{ $styles }。
alt-lineage = 提示词的谱系：大家走过的路，以及从中分出的枝。
alt-sheet = 当晚所有画作，汇于一页。
style-movement = 流派：{ $text }
style-technique = 技法：{ $text }
style-artist = 艺术家：{ $text }
style-period = 时期：{ $text }
credit-line = 提示词：{ $by }；绘制：{ $model }
credit-line-model = 绘制：{ $model }
people = { $count }人
steps = { $count }步
votes = { $count ->
    [0] 没有投票
   *[other] { $count }次投票
}
pictures = { $count ->
    [0] 没有画作
   *[other] { $count }幅画作
}
minutes = { $count }分钟
description-path = 主题为{ $theme }的派对：提示词从{ $first }走到{ $last }，{ $people }、{ $votes }、{ $pictures }。
description-still = 主题为{ $theme }的派对：{ $people }、{ $pictures }。

## 开头

theme-is = 主题：{ $theme }
opening = { $people }围绕{ $theme }相聚。
opening-alone = { $by }独自围绕{ $theme }办了一场派对。
opening-path = 提示词始于{ $first }，{ $steps }之后成为{ $last }。
opening-still = 提示词是{ $first }，始终未变。
about = 神经绘画派对是这样一个夜晚：大家围绕一个主题相聚，一起改写同一条提示词，投票，并看着模型画出众人商定的画面。
about-pictures = 本页所有画作均由模型生成，文字出自在场的人。

## 主题让人想到什么

theme-heading = 主题让人想到什么
asked = { $by }问大家：{ $question }
said-by = { $text }（{ $by }）
said-by-many = { $text }（{ $by }，{ $count }人）
said-most = { $said }得到的支持最多：{ $people }人中有{ $count }人。
said-most-each = { $said }得到的支持最多：{ $people }人中各有{ $count }人。
said-next = 其后是{ $said }。
said-all = 得到多人支持的有{ $said }。
said-once = 只有一人说到的：{ $said }。
said-once-only = 大家说到：{ $said }。

## 一路走来

path-heading = 从第一条提示词到最后一条
prompt-heading = 提示词
first-prompt = 第一条提示词：{ $text }
opened-with = { $by }以它开场。
step-heading = 第{ $number }步：{ $text }
proposed = 由{ $by }提出。
proposed-why = 由{ $by }提出：{ $reason }
set-alone = { $by }未经投票，直接改写。
set-alone-why = { $by }未经投票，直接改写：{ $reason }
joined = 它把{ $one }和{ $other }的说法合在了一起。
joined-own = 它把{ $one }的两个说法合在了一起。
accepted-by-hand = { $by }未经投票采纳了它。
accepted-after-vote = { $by }采纳了它。
turning-point = 这是当晚的转折：没有哪一步舍去过这么多字词，舍去{ $gone }个，换上{ $new }个。
closest-vote = 这是当晚最接近的一次投票。
before = 之前
after = 之后

## 投票

vote-nobody = 这次投票无人参与。
vote-approval = { $voters }人投票，{ $votes }人赞成。
vote-ranked = 逐轮淘汰之后，{ $voters }票中有{ $votes }票归它。
vote-at-once = { $voters }人中有{ $votes }人把它排在第一，无须淘汰。
vote-score = { $voters }人打分，它得{ $votes }分，平均{ NUMBER($average, maximumFractionDigits: 1) }分（满分5分）。
vote-tie = 投票打平，各得{ $voters }票中的{ $votes }票，由{ $by }定夺。
vote-tie-score = 打分打平，各得{ $votes }分，由{ $by }定夺。
vote-tie-left = 投票以平局告终。
vote-lost = 投票选出的是{ $winner }。
also-offered = 其他说法：
tally = { $text }：{ $votes }票
tally-out = { $text }：第{ $step }轮淘汰，{ $votes }票
tally-score = { $text }：{ $votes }分

## 大家对画作做了什么

pushed-up = 大家加强了{ $phrases }。
pushed-down = 大家减弱了{ $phrases }。
push = { $phrase }（{ $weight }倍的关注）
unknown-word = 模型不认识{ $word }，略去了它。
unknown-word-as = 模型不认识{ $word }，画成了{ $other }。
reaction-love = { $count }人喜欢
reaction-wow = { $count }人说哇
reaction-laugh = { $count }人觉得好笑
reaction-moved = { $count }人感动
reaction-puzzled = { $count }人费解
reacted = 对这幅画作：{ $reactions }。
on-top = 这一步的画作就在本页开头。
on-top-reacted = 这一步的画作就在本页开头：{ $reactions }。
nailed = { $people }人中有{ $count }人说它正中提示词
worth = 艺术顾问给出{ $worth }分（满分5分）
worth-of-note = 艺术顾问给出{ $worth }分（满分5分），并认为值得一看
of-note = 艺术顾问认为值得一看

## 最终作品

final-heading = 最终作品
final-recipe = 由{ $model }绘制，{ $width }×{ $height }像素，{ $steps }，种子{ $seed }。同样的配方会得到同样的画作。
final-without = 特意不画：{ $text }。
final-words-by = 一路上的说法出自{ $names }。

## 当晚的其他

more-heading = 当晚的其他画作
sheet-heading = 整晚一览
missing-heading = 缺失的画作
missing = { $prompt }，种子{ $seed }：文件丢失或已损坏。
not-taken-heading = 没有走的路
not-taken = { $text }，由{ $by }提出。
not-taken-why = { $text }，由{ $by }提出：{ $reason }
fate-rejected = 未经投票即搁置。
fate-left = 曾被采纳，后来放下了。
fate-lost = { $voters }票中得{ $votes }票。
fate-lost-score = 平均{ NUMBER($average, maximumFractionDigits: 1) }分（满分5分）。
part-of = 后来并入第{ $step }步。
more-paths = 另有{ $count }条。
tree-heading = 提示词全貌
tree-as-text = 以Mermaid绘制的谱系
expert-heading = 艺术顾问的眼光
open-heading = 留下的问题
open-proposal = 尚未表决：{ $text }，由{ $by }提出。

## 人与权利

people-heading = 在场的人
moderators = 主持人：{ $names }
prompt_masters = 提示词主理人：{ $names }
art_experts = 艺术顾问：{ $names }
participants = 参与者：{ $names }
unnamed = { $count }位未具名的来宾
written-up-by = 标题与段落：{ $names }
rights-heading = 权利
rights-page = 本页：{ $license }。{ $says }
rights-page-open = 本页尚未选择许可协议。
rights-model = 模型{ $model }：{ $license }。{ $says }
rights-model-told = 模型：{ $license }
rights-model-unknown = 模型{ $model }：这里不知道它的许可协议，请询问派对的举办者。
label-in-files = 每个画作文件都注明由模型生成，并附有配方。

## 给好奇的人（标题位于HTML中，不含标记）

curious-heading = 给好奇的人
figures-line = 数字：{ $figures }。
associations = { $count }个联想
proposals = { $count }个改写
ballots = { $count }张选票
rule-approval = 赞成投票：每人可以选任意多个说法，得票最多者胜出。
rule-ranked = 排序投票：每人给各个说法排序，最弱者淘汰，其票转给下一选择，直到有一个过半。
rule-score = 打分投票：每人给每个说法打分，最高5分，总分最高者胜出。
ballots-secret = 投票不记名：没有人，也没有文件，会说出谁投了什么。
chosen-by-people = 画作由人挑选并排序。
chosen-by-weight = 写下本页时还没有人挑选画作。这里的画作按票数、正中提示词、回应、艺术顾问的评价、与提示词的接近程度和多样性初选。
recipe-line = 种子{ $seed }，{ $width }×{ $height }像素，{ $steps }，引导强度{ $guidance }
recipe-of = { $picture }：{ $recipe }
recipe-without = 不画{ $text }
recipe-why = 入选理由：{ $reasons }。
why-chosen = 由人挑选
why-final = 最后的提示词
why-on_the_path = 路上的一步
why-beside = 没有走的路
why-voted = 说法在投票中胜出（{ $of }票中{ $count }票）
why-points = 说法在打分中胜出（{ $of }分中{ $count }分）
why-nailed = { $of }人中有{ $count }人说它正中提示词
why-reactions = { $count }次回应
why-worth = 艺术顾问评价{ $count }分（满分{ $of }分）
why-of_note = 艺术顾问认为值得一看
why-close = 同一说法的画作中最接近提示词（{ $of }分中{ $count }分）
why-unlike = 与其他画作最不相像（{ $of }位中有{ $count }位不同）
making = { $pictures }，模型{ $model }
making-engine = 引擎{ $engine }，调度器{ $scheduler }
making-revision = 版本{ $revision }
making-environment = 环境{ $environment }
no-picture = 当晚没有画作。
all-recorded = 大家当晚能看到的其余一切都在{ $record }中：每份配方、每个改写、每条评论、每次投票的结果。
head-hash = 最后一条记录的哈希值是{ $hash }；每条记录都带有上一条的哈希值。

## 记录

record-line = 本页根据派对{ $code }的日志写成，共{ $entries }条记录，至{ $hash }为止。举办者可以用{ $command }核对这条链。

## 页面周围，由派对之家自己展示时

to-gallery = 所有的夜晚
went-on = 这篇文章写成之后派对仍在继续，后来发生的事这里还没有讲到。
