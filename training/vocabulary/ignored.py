"""Words that say nothing about what is to be seen: grammar, and the praise people add to prompts."""

from __future__ import annotations

from typing import Final

_FUNCTION: Final = """
a an the of in on at to and or with by from for is are was be been being it its his her their my your our as into onto this that these those some
any each other another one's i you he she we they me him us them who whom which what where when while there here not no nor so than then too very just
only also such more most much over under above below left right near next beside between behind before after through across along around out up down off away both
all every same own do does did doing have has had having can could will would shall should may might must let like looks look looking see seen show shows
showing shown made make making feeling gets get getting who's it's let's i'm about against during without within upon toward towards among per via if but
because until talk talks talking talked speak speaks speaking say says said saying tell tells told telling last first second third next final smell smells
taste tastes sound sounds feel feels felt think thinks thought know knows known want wants wanted become becomes turn turns turned begin begins began end ends
ended use used live lives living come comes coming go goes going gone take takes took taken put puts keep keeps kept give gives gave find finds found lose loses
leave leaves stay stays try tries call calls need needs help helps hear hears heard ask asks answer answers happen happens ever never always again still yet
st nd rd th xv xvi xvii xviii xix xx xxi part partly few less thin fine thick
already once twice back forth today yesterday tomorrow now soon later ago enough
"""
_PRAISE: Final = """
beautiful pretty nice lovely amazing awesome stunning gorgeous great good best better perfect cool wonderful incredible brilliant detailed detail details
highly ultra hyper super high quality resolution hd uhd 4k 8k 16k trending artstation deviantart masterpiece award winning professional realistic
photorealistic render rendering octane unreal engine cinematic lighting sharp focus depth field bokeh wallpaper styled please draw paint generate create
imagine want something anything thing things kind sort type really quite rather bit maybe perhaps exactly simply mainly mostly version inspired based theme
view views color colour warm tense shape shapes center centre diagonal symmetrical symmetry panoramic muted accent cut woven wood wooden unfinished naive
illustrated century dynasty persian mexican prehistoric style dutch realist realism art composition themed concept conceptual abstractly scene depicting depicts featuring features called named titled hello hi ok okay thanks artwork
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
IGNORED = frozenset(_PRAISE.split())
