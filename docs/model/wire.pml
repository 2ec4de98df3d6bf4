/* Frames and paths.
 *
 * A path is two FIFOs, one for each direction, and one link number and epoch: paths are numbered in the order in which
 * the opener opens them, which is the order of (link number, epoch). The broker holds nothing but these FIFOs; killing
 * it breaks the path. A path that is broken may deliver any prefix of what was written on it, however late, each
 * direction by itself; and either end goes on writing to it until it notices. */

mtype = {
  Open, Opened,      /* the hellos of a new link        -,        foreign, credit */
  Resume, Resumed,   /* the hellos of a resume          received, foreign, credit */
  Proof,             /* LinkProof                       -,        foreign, -      */
  Unknown,           /* LinkUnknown                     -,        foreign, -      */
  Ack,               /*                                 received, sent,    credit */
  Counted            /* a counted frame                 number,   frame,   -      */
}
/* "foreign" is what a signature or the broker's stamp shows: it comes from another principal, or the HMAC is wrong.
 * The number of a counted frame does not travel [L-10]: here it does, as a ghost, to be compared with the count. */

/* A counted frame is its kind, the call, and the attempt at that call: the two together are the call id, which is not
 * used again when a call is made once more [Q-1]. A number of 0 is no frame. */
#define Request  1
#define Response 2
#define Refusal  3   /* a Fault with Executed = No */
#define Cancel   4
#define Frame(kind, call, attempt) ((kind) * 16 + (attempt) * 4 + (call))
#define KindOf(frame) ((frame) / 16)
#define CallOf(frame) ((frame) % 4)
#define AttemptOf(frame) (((frame) / 4) % 4)
#define SizeOf(frame) (KindOf(frame) == Response -> LARGE : 1)

typedef Path {
  byte link;         /* the number of the link in its hello */
  byte host;         /* which acceptor process reads it, from 1; 0: nobody has read the hello yet */
  bool broken;
  bool faulty;       /* it was closed because of a fault, and the other side is told so */
  bool deafO;        /* nothing more arrives at the opener: lost, or not read any more */
  bool deafA;        /* the same for the acceptor */
  byte countO;       /* number of the last counted frame that the opener has read on it */
  byte countA        /* the same for the acceptor */
}
Path path[LAST_PATH + 1];
byte paths;          /* how many the opener has opened */
chan toO[LAST_PATH + 1] = [CAPACITY] of { mtype, byte, byte, byte };
chan toA[LAST_PATH + 1] = [CAPACITY] of { mtype, byte, byte, byte };

/* What is used within one step only. Hidden: no part of the state. */
hidden mtype kind;
hidden byte x, y, z, p, q, c, d, n;

#define roomToO(at) (path[at].deafO || len(toO[at]) < CAPACITY)
#define roomToA(at) (path[at].deafA || len(toA[at]) < CAPACITY)

inline putO(at, k, a1, a2, a3) {
  assert(roomToO(at));                                           /* S10: an answer to a hello or a proof always fits */
  if :: path[at].deafO -> skip :: else -> toO[at]!k,a1,a2,a3 fi
}
inline putA(at, k, a1, a2, a3) {
  assert(roomToA(at));                                           /* S10: the same for LinkProof */
  if :: path[at].deafA -> skip :: else -> toA[at]!k,a1,a2,a3 fi
}

/* Nothing that is under way on this path arrives at the opener, or the acceptor, any more. */
inline deafenO(at) { path[at].deafO = true; path[at].countO = 0; do :: toO[at]?_,_,_,_ :: empty(toO[at]) -> break od }
inline deafenA(at) { path[at].deafA = true; path[at].countA = 0; do :: toA[at]?_,_,_,_ :: empty(toA[at]) -> break od }
