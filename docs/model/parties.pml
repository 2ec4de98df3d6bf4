/* Who takes part, and what each of them knows. */

mtype = { Idle, Opening, Resuming, Up }

typedef Opener {
  mtype state;       /* Idle: no path. Up: on a new link after Opened, on a resumed one after its LinkProof */
  byte path;         /* the current one */
  byte link;         /* the number of the link; every opening carries a higher one                         [L-5] */
  bool agreed;       /* the acceptor's Opened has come: there is a secret, and the link can be resumed */
  bool confirmed;    /* a link frame has come on this path since LinkProof: the window has stopped  [L-39] */
  End end
}
Opener o;

typedef Acceptor {
  byte link;             /* the number of the link that it holds; 0: none */
  byte path;             /* the current one: the last that was opened or proven; 0: none */
  byte proven;           /* the same, and it stays when the path is gone: nothing at or below it counts  [L-34] */
  bool up;               /* the path is not known to be broken */
  byte answer[CALLS];    /* of a call that runs: its final frame to be; 0: it does not run */
  bool cancelled[CALLS]; /* its token has fired */
  bool dead;
  byte lastPath;         /* once it is replaced: the last path that can lead to it */
  End end
}
Acceptor a[RESTARTS + 1];
byte current;            /* which of them the broker's registry names */
byte started;            /* the last one that was started */
chan pending[RESTARTS + 1] = [PENDING] of { byte, byte, byte }   /* path, its hello's received and credit [L-32] */

bool patient;            /* handlers take their time: see mayAnswer */

#define OPENER 1
#define ACCEPTOR 2
byte liar;               /* whose Acks say a wrong "sent": 0 nobody's */
#define lieOf(side) (liar == side -> 1 : 0)
