/* How large a search is. Every constant can be set from outside (spin -DCALLS=1 ...); those of a fault are how often
 * it may happen. check says which searches are run. */

#ifndef CALLS
#define CALLS 2             /* calls that the caller makes, 1 to 3, in the order of their indexes */
#endif
#ifndef WINDOW
#define WINDOW 2            /* bytes that a receiver grants ahead of what it has received  [L-17] */
#endif
#ifndef LARGE
#define LARGE 1             /* bytes of a Response; every other counted frame has one byte */
#endif
#ifndef PLACES
#define PLACES 2            /* unfinished calls that the acceptor allows  [Q-4] */
#endif
#ifndef PENDING
#define PENDING 2           /* resume hellos that an acceptor keeps until their proof; 4 in the protocol  [L-32] */
#endif
#ifndef CAPACITY
#define CAPACITY 3          /* frames under way in one direction of a path; a full path delays the writer */
#endif

#ifndef BREAKS
#define BREAKS 0            /* a path breaks: connection cut, route closed, broker killed, opener moves on */
#endif
#ifndef GIVE_UPS
#define GIVE_UPS 0          /* the caller's token fires, or the deadline passes */
#endif
#ifndef REFUSALS
#define REFUSALS 0          /* the acceptor refuses a call before it is dispatched */
#endif
#ifndef RESTARTS
#define RESTARTS 0          /* another process takes the acceptor's place; the one before is dead, or lives on */
#endif
#ifndef OPENER_EXPIRIES
#define OPENER_EXPIRIES 0   /* the opener's resume window ends */
#endif
#ifndef ACCEPTOR_EXPIRIES
#define ACCEPTOR_EXPIRIES 0 /* the acceptor forgets a link that has had no path for long */
#endif
#ifndef NARROWINGS
#define NARROWINGS 0        /* the window becomes one byte narrower */
#endif
#ifndef FORGERIES
#define FORGERIES 0         /* 1: somebody who does not have the secret sends frames on a path of his own */
#endif
#ifndef STRANGERS
#define STRANGERS 0         /* a resume hello reaches a process of another principal, which answers it */
#endif
#ifndef LIARS
#define LIARS 0             /* 1: the Acks of one side say a wrong "sent", all of them */
#endif
#ifndef SPARE
#define SPARE 0             /* further paths, where the faults above can cost more than one each */
#endif

/* How often each has happened. */
byte breaks, giveUps, refusals, restarts, openerExpiries, acceptorExpiries, narrowings, forgeries, strangers;

/* A run that needs more paths than these gets stuck, and so is reported: too few cannot hide anything. */
#define PATHS (1+BREAKS+2*RESTARTS+OPENER_EXPIRIES+ACCEPTOR_EXPIRIES+STRANGERS+SPARE)
#define FORGED (PATHS+1)    /* the forger's path: its epoch is above all others */
#define LAST_PATH (PATHS+FORGERIES)
#define FRAMES (CALLS+GIVE_UPS+REFUSALS+1)

/* Breaks, forgers and strangers must not cost any call its result; every other fault may. */
#define NOTHING_LOST (GIVE_UPS+REFUSALS+RESTARTS+OPENER_EXPIRIES+ACCEPTOR_EXPIRIES+LIARS == 0)

/* A choice for each path, for each call: the options of a choice cannot be made by a loop. */
#define PATH_1_AND_2(DO) :: DO(1) :: DO(2)
#if LAST_PATH == 1
#define EACH_PATH(DO) :: DO(1)
#elif LAST_PATH == 2
#define EACH_PATH(DO) PATH_1_AND_2(DO)
#elif LAST_PATH == 3
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3)
#elif LAST_PATH == 4
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3) :: DO(4)
#elif LAST_PATH == 5
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3) :: DO(4) :: DO(5)
#elif LAST_PATH == 6
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3) :: DO(4) :: DO(5) :: DO(6)
#elif LAST_PATH == 7
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3) :: DO(4) :: DO(5) :: DO(6) :: DO(7)
#elif LAST_PATH == 8
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3) :: DO(4) :: DO(5) :: DO(6) :: DO(7) :: DO(8)
#elif LAST_PATH == 9
#define EACH_PATH(DO) PATH_1_AND_2(DO) :: DO(3) :: DO(4) :: DO(5) :: DO(6) :: DO(7) :: DO(8) :: DO(9)
#else
#error "more than 9 paths"
#endif
#if CALLS == 1
#define EACH_CALL(DO) :: DO(0)
#elif CALLS == 2
#define EACH_CALL(DO) :: DO(0) :: DO(1)
#elif CALLS == 3
#define EACH_CALL(DO) :: DO(0) :: DO(1) :: DO(2)
#else
#error "1 to 3 calls"
#endif
