/* The acceptor: it waits for paths, serves the calls, and answers. A restart is another process, which knows nothing;
 * the one before is dead, or lives on for those paths that lead to it. */

/* Whether a path can be read by this process. Who reads its hello keeps it. */
#define leadsHere(at, me) (path[at].host == me + 1 || (path[at].host == 0 && \
  ((me == current) || (!a[me].dead && at <= a[me].lastPath))))

/* Where handlers are patient, one whose call was given up ends by its token only, and none ends while the opener's
 * window runs: neither may be needed for the link to go on. */
#define servesOpener(me) (a[me].link == o.link && o.agreed)
#define mayEnd(me, i) (o.confirmed && (call[i].outcome == Undecided || !call[i].place || a[me].cancelled[i]))
#define isRefused(me, i) (KindOf(a[me].answer[i]) == Refusal)
#define mayAnswer(me, i) (a[me].answer[i] != 0 && \
  (!patient || isRefused(me, i) || !servesOpener(me) || mayEnd(me, i)))

#define acceptorMayWrite (!a[me].dead && a[me].path != 0 && a[me].up && roomToO(a[me].path))

/* A route that the acceptor closes: what is still under way to it is discarded. */
inline closeRoute(at) {
  path[at].broken = true;
  deafenA(at)
}

/* Takes a path out of the pending ones; x and z become its hello's, q says whether it was among them. */
inline takePending(me, at) {
  if
  :: pending[me]??[eval(at),_,_] -> pending[me]??eval(at),x,z; q = 1
  :: !pending[me]??[eval(at),_,_] -> q = 0
  fi
}

/* The current path is this one. Every lower one is left: nothing of it counts any more, read or not [L-34]. */
inline switchTo(me, at) {
  a[me].path = at; a[me].proven = at; a[me].up = true;
  n = len(pending[me]);
  do
  :: n > 0 -> pending[me]?q,x,z; if :: q > at -> pending[me]!q,x,z :: else -> skip fi; n--
  :: else -> break
  od;
  q = 1;
  do
  :: q < at -> if :: path[q].host == me + 1 -> deafenA(q) :: else -> skip fi; q++
  :: else -> q = 0; break
  od
}

/* The link is no more: it was forgotten, or a newer one is opened. Nothing is left of its calls either. */
inline forget(me) {
  resetEnd(a[me].end);
  a[me].link = 0; a[me].path = 0; a[me].proven = 0; a[me].up = false;
  do :: pending[me]?_,_,_ :: empty(pending[me]) -> break od;
  n = 0; do :: n < CALLS -> a[me].answer[n] = 0; a[me].cancelled[n] = false; n++ :: else -> n = 0; break od
}

inline onOpen(me) {
  if
  :: y -> closeRoute(p)                                          /* another principal ends no link [L-6] */
  :: !y && p <= a[me].proven -> closeRoute(p)                    /* an older one, that comes late [L-5] */
  :: else ->
     forget(me);                                                 /* the older link ends [L-5] */
     a[me].link = path[p].link;
     a[me].end.credit = z;
     a[me].end.granted = window;
     switchTo(me, p);
     putO(p, Opened, 0, false, a[me].end.granted)
  fi
}

/* A Resume changes nothing but that it is pending, until its LinkProof [L-31]. What the reply tells is not told: it may
 * never arrive, or arrive at somebody else, so an Ack that is owed stays owed. */
inline onResume(me) {
  if
  :: a[me].link != path[p].link -> putO(p, Unknown, 0, false, 0)        /* [L-9] */
  :: a[me].link == path[p].link && p <= a[me].proven -> closeRoute(p)   /* superseded: refused [L-31] */
  :: else ->
     if
     :: len(pending[me]) == PENDING -> pending[me]?q,_,_; closeRoute(q)  /* the one that came first makes room [L-32] */
     :: else -> skip
     fi;
     pending[me]!p,x,z;
     path[p].countA = a[me].end.received;
     if :: true -> grant(a[me].end) :: true -> skip fi;
     putO(p, Resumed, a[me].end.received, false, a[me].end.granted)
  fi
}

inline onProof(me) {
  takePending(me, p);
  if
  :: y -> closeRoute(p)                                          /* the HMAC is wrong [L-33] */
  :: !y && a[me].link != path[p].link -> putO(p, Unknown, 0, false, 0)  /* forgotten since the hello [L-9] */
  :: !y && a[me].link == path[p].link && !q -> closeRoute(p)     /* superseded, or displaced [L-34] */
  :: else ->
     beginReplay(a[me].end, x, z);
     switchTo(me, p);
     a[me].end.ackOwed = true                                    /* an Ack at once [L-34] */
  fi
}

/* A Request is dispatched, or refused before that; a Cancel fires a token, or comes too late [Q-12]. */
inline onCallFrame(me) {
  c = CallOf(y);
  if
  :: KindOf(y) == Request ->
     d = 0; n = 0;
     do :: n < CALLS -> if :: a[me].answer[n] != 0 -> d++ :: else -> skip fi; n++ :: else -> break od;
     assert(d < PLACES);                                         /* S8: no more calls than places [Q-4] */
     assert(a[me].answer[c] == 0);                               /* S8: no call twice [Q-1] */
     if
     :: refusals < REFUSALS -> refusals++; a[me].answer[c] = Frame(Refusal, c, AttemptOf(y))
     :: execute(c, AttemptOf(y)); a[me].answer[c] = Frame(Response, c, AttemptOf(y))
     fi
  :: KindOf(y) == Cancel && AttemptOf(a[me].answer[c]) == AttemptOf(y) && a[me].answer[c] != 0 ->
     a[me].cancelled[c] = true
  :: else -> skip
  fi;
  c = 0; d = 0; n = 0
}

/* A fault of the current path, found or told of: the second one without progress between ends the link [L-38]. */
inline faultAtAcceptor(me) {
  a[me].up = false;
  if
  :: !a[me].end.mismatched -> a[me].end.mismatched = true
  :: else -> forget(me)
  fi
}

inline readByAcceptor(me) {
  toA[p]?kind,x,y,z;
  path[p].host = me + 1;
  if
  :: kind == Open -> onOpen(me)
  :: kind == Resume -> onResume(me)
  :: kind == Proof -> onProof(me)
  :: (kind == Counted || kind == Ack) && p != a[me].path ->
     takePending(me, p);
     if :: q -> closeRoute(p) :: else -> skip fi                 /* a fault of that path [L-33], or dropped */
  :: kind == Counted && p == a[me].path ->
     take(a[me].end, o.end, servesOpener(me), path[p].countA, x, y);
     if :: fresh -> onCallFrame(me) :: else -> skip fi
  :: kind == Ack && p == a[me].path ->
     takeAck(a[me].end, path[p].countA, x, y, z);
     if :: fault -> path[p].faulty = true; closeRoute(p); faultAtAcceptor(me) :: else -> skip fi
  fi;
  x = 0; y = 0; z = 0; q = 0
}

inline putCounted(me, ghost, frame) {
  assert(a[me].path != FORGED);                                  /* S9: nothing goes to who has not proven himself */
  putO(a[me].path, Counted, ghost, frame, 0)
}

/* The final frame: the call does not run any more. */
inline writeAnswer(me) {
  d = a[me].answer[c];
  a[me].answer[c] = 0;
  a[me].cancelled[c] = false;
  number(a[me].end, d);
  putCounted(me, a[me].end.numbered, d);
  d = 0
}

#define CAN_BE_READ(i) !a[me].dead && leadsHere(i, me) && len(toA[i]) > 0 -> p = i
#define answerFits(me, i) mayWriteNew(a[me].end, SizeOf(a[me].answer[i]))
#define CAN_BE_ANSWERED(i) acceptorMayWrite && answerFits(me, i) && mayAnswer(me, i) -> c = i

proctype AcceptorProcess(byte me) {
end:
  do
  :: atomic { if EACH_PATH(CAN_BE_READ) fi; readByAcceptor(me) }
  :: atomic { !a[me].dead && a[me].up && path[a[me].path].broken ->
       if :: path[a[me].path].faulty -> faultAtAcceptor(me) :: else -> a[me].up = false fi }
  :: atomic { acceptorMayWrite && mustReplay(a[me].end) ->
       replay(a[me].end); putCounted(me, a[me].end.onPath, z) }
  :: atomic { if EACH_CALL(CAN_BE_ANSWERED) fi; writeAnswer(me) }
  :: atomic { acceptorMayWrite && a[me].end.ackOwed ->
       grant(a[me].end);
       a[me].end.ackOwed = false;
       putO(a[me].path, Ack, a[me].end.received, a[me].end.onPath + lieOf(ACCEPTOR), a[me].end.granted) }
  od
}
