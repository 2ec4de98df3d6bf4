/* The calls, as their caller sees them, and what is promised about them (guarantees.md, protocol.md 6.8).
 *
 * "executed" is a ghost: nobody in the model decides anything by it. */

mtype = { Undecided, OK, No, Maybe }   /* outcomes; OK stands for every answer of a handler that was entered (Yes) */

typedef Call {
  byte executed;     /* how often its handler has been entered, in all processes together */
  mtype outcome;
  byte attempt;      /* a call that was refused may be made again, with a new call id */
  bool written;      /* this attempt has been numbered: from now on a failure is Maybe                     [Q-8] */
  bool place;        /* this attempt occupies a place                                                      [Q-5] */
  bool cancelOwed    /* given up after it was written; Cancel is not written yet                          [Q-13] */
}
Call call[CALLS];
byte decided;        /* calls with an outcome */
byte places;         /* places that are occupied */

#define waits(i) (call[i].outcome == Undecided && !call[i].written)
#if CALLS == 1
#define somethingWaits waits(0)
#elif CALLS == 2
#define somethingWaits (waits(0) || waits(1))
#else
#define somethingWaits (waits(0) || waits(1) || waits(2))
#endif
#define everythingEnded (decided == CALLS && places == 0)

inline decide(i, result) {
  assert(call[i].outcome == Undecided);                          /* S4: exactly one outcome */
  assert(result != OK || call[i].executed == 1);                 /* S3: an answer means that it was executed */
  assert(result != No || call[i].executed == 0);                 /* S2: No means that it was not executed ... */
  assert(result == OK || !NOTHING_LOST);                         /* L1: breaks alone cost no call its result */
  call[i].outcome = result;
  decided++
}

inline execute(i, attemptNumber) {
  assert(call[i].executed == 0);                                 /* S1: executed at most once */
  assert(call[i].outcome != No);                                 /* S2: ... and never will be */
  assert(call[i].attempt == attemptNumber);                      /* S2: neither will an attempt that ended with No */
  call[i].executed++
}

/* Refused, Executed = No. The caller hears of it, or the call is made once more. */
inline refused(i) {
  if
  :: decide(i, No)
  :: assert(call[i].executed == 0);                              /* S2: it may run only in the new attempt */
     call[i].attempt++;
     call[i].written = false
  fi
}

inline occupy(i) { call[i].place = true; places++ }

inline free(i) {
  assert(call[i].place);                                         /* S8: a place is freed once */
  call[i].place = false;
  call[i].cancelOwed = false;
  places--
}

/* The caller's token fires, or the deadline passes [Q-13]. What was written keeps its place until its final frame. */
inline giveUp(i) {
  if
  :: !call[i].written -> decide(i, No)
  :: else -> decide(i, Maybe); call[i].cancelOwed = true
  fi
}

/* Tried in turn by everything that ends a link: its written calls end Maybe, its places are free. What was not written
 * stays for the next link, if there is to be one, or fails; a call that stays may as well be one made later. */
inline endCalls(unwrittenMove) {
  c = 0;
  do
  :: c < CALLS ->
     if
     :: call[c].outcome == Undecided && call[c].written -> decide(c, Maybe)
     :: waits(c) && unwrittenMove -> skip                        /* it keeps its place in the queue [L-30] */
     :: waits(c) && !unwrittenMove -> if :: decide(c, No) :: skip fi
     :: else -> skip
     fi;
     if :: call[c].place -> free(c) :: else -> skip fi;
     c++
  :: else -> break
  od
}
