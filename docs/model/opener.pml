/* The opener of the link, and the caller of its calls. Only the opener opens paths and raises the epoch. */

#define peer a[path[p].host - 1]

/* A path that was left is neither read nor written again [L-27]. */
inline leavePath() {
  deafenO(o.path);
  o.path = 0;
  o.state = Idle;
  o.confirmed = false
}

/* The route is closed by this side, and opened again later. */
inline closeByOpener() { path[o.path].broken = true; leavePath() }

inline newPath(hello) {
  paths++;
  o.path = paths;
  path[paths].link = o.link;
  o.state = hello
}

/* A link begins: nothing counted goes before the acceptor's hello, so a link whose path breaks before has done nothing
 * and the next one is opened anew [L-26]. */
inline open() {
  resetEnd(o.end);
  o.end.granted = window;
  o.link++;
  newPath(Opening);
  putA(o.path, Open, 0, false, o.end.granted)
}

inline resume() {
  newPath(Resuming);
  tellAll(o.end);                /* count and credit are restated: that makes up for Acks that were lost */
  path[o.path].countO = o.end.received;
  putA(o.path, Resume, o.end.received, false, o.end.granted)
}

/* The link ends: LinkUnknown, the end of the window, or a second mismatch. */
inline endLink(unwrittenMove) {
  if :: o.path != 0 -> closeByOpener() :: else -> skip fi;
  endCalls(unwrittenMove);
  resetEnd(o.end);
  o.agreed = false
}

/* A final frame: the place is free, whether or not anybody waits for the outcome [Q-5] [Q-6]. */
inline onFinalFrame(frame) {
  c = CallOf(frame);
  assert(call[c].attempt == AttemptOf(frame) && call[c].place);  /* S8: one final frame for each call */
  free(c);
  if
  :: call[c].outcome != Undecided -> skip                        /* it was given up */
  :: call[c].outcome == Undecided && KindOf(frame) == Response -> decide(c, OK)
  :: call[c].outcome == Undecided && KindOf(frame) == Refusal -> refused(c)
  fi
}

/* A fault of the current path, found or told of: the second one without progress between ends the link [L-38]. */
inline faultAtOpener() {
  if
  :: !o.end.mismatched -> o.end.mismatched = true; closeByOpener()
  :: else -> endLink(false)
  fi
}

/* Frames of the current path only [L-28]. */
inline readByOpener() {
  toO[p]?kind,x,y,z;
  if :: o.state == Up -> o.confirmed = true :: else -> skip fi;
  if
  :: kind == Opened ->
     assert(o.state == Opening);                                 /* S10: it is due */
     o.agreed = true;
     o.confirmed = true;
     o.end.credit = z;
     o.state = Up
  :: kind == Resumed && !y ->
     assert(o.state == Resuming);                                /* S10: it is due */
     beginReplay(o.end, x, z);
     o.state = Up;
     putA(p, Proof, 0, false, 0)                                 /* first of all [L-29]; the replay behind it */
  :: kind == Unknown && !y -> endLink(true)                      /* [L-30] */
  :: (kind == Resumed || kind == Unknown) && y -> closeByOpener()  /* another principal ends no link [L-28] */
  :: kind == Counted ->
     assert(o.state == Up);                                      /* S10: it is due */
     take(o.end, peer.end, (peer.link == o.link), path[p].countO, x, y);
     if :: fresh -> onFinalFrame(y) :: else -> skip fi
  :: kind == Ack ->
     assert(o.state == Up);                                      /* S10: it is due */
     takeAck(o.end, path[p].countO, x, y, z);
     if :: fault -> path[p].faulty = true; faultAtOpener() :: else -> skip fi
  fi;
  x = 0; y = 0; z = 0
}

/* The first call that waits and finds a place. */
inline writeRequest() {
  c = 0;
  do :: c < CALLS && !waits(c) -> c++ :: else -> break od;
  occupy(c);
  call[c].written = true;
  number(o.end, Frame(Request, c, call[c].attempt));
  putA(o.path, Counted, o.end.numbered, Frame(Request, c, call[c].attempt), 0)
}

#define openerMayWrite (o.state == Up && roomToA(o.path))
#define CAN_BE_CANCELLED(i) openerMayWrite && mayWriteNew(o.end, 1) && call[i].cancelOwed -> c = i
inline writeCancel() {
  call[c].cancelOwed = false;
  number(o.end, Frame(Cancel, c, call[c].attempt));
  putA(o.path, Counted, o.end.numbered, Frame(Cancel, c, call[c].attempt), 0)
}

proctype OpenerProcess() {
  do
  /* paths */
  :: atomic { o.state == Idle && !o.agreed && somethingWaits && paths < PATHS -> open() }
  :: atomic { o.state == Idle && o.agreed && !everythingEnded && paths < PATHS -> resume() }
  :: atomic { o.state != Idle && path[o.path].broken ->
       if :: path[o.path].faulty -> faultAtOpener() :: else -> leavePath() fi }
  /* reading */
  :: atomic { o.state != Idle && len(toO[o.path]) > 0 -> p = o.path; readByOpener() }
  /* writing: the replay first, then in any order; new frames as far as places and credit go */
  :: atomic { openerMayWrite && mustReplay(o.end) -> replay(o.end); putA(o.path, Counted, o.end.onPath, z, 0) }
  :: atomic { openerMayWrite && mayWriteNew(o.end, 1) && somethingWaits && places < PLACES -> writeRequest() }
  :: atomic { if EACH_CALL(CAN_BE_CANCELLED) fi; writeCancel() }
  :: atomic { openerMayWrite && o.end.ackOwed ->
       grant(o.end);
       o.end.ackOwed = false;
       putA(o.path, Ack, o.end.received, o.end.onPath + lieOf(OPENER), o.end.granted) }
  /* every call has its outcome, every place is free */
  :: atomic { everythingEnded -> if :: o.path != 0 -> leavePath() :: else -> skip fi; break }
  od
}
