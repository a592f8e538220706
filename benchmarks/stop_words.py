"""English words of grammar, for NLTK's TextTiling: its own list would have to be downloaded."""

ENGLISH = frozenset(
    """a about above after again against all also am an and any are aren as at be because been
    before being below between both but by can cannot could couldn d did didn do does doesn doing
    don down during each either else ever every few for from further had hadn has hasn have haven
    having he her here hers herself him himself his how however i if in into is isn it its itself
    just let ll m may me might mine more most much must my myself neither no nor not now o of off
    on once one only or other others our ours ourselves out over own per quite rather re s same
    shall she should shouldn since so some such t than that the their theirs them themselves then
    there these they this those though through thus to too under until up upon us ve very was
    wasn we were weren what when where whether which while who whom whose why will with within
    without won would wouldn yet you your yours yourself yourselves""".split()  # noqa: SIM905
)
