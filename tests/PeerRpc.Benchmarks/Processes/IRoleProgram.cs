using System.Diagnostics;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Which program a child process runs. Whatever it is, it obeys <see cref="RoleCommand"/>.</summary>
internal interface IRoleProgram
{
    /// <summary>How to start it for a role; standard input and output are redirected by the caller.</summary>
    ProcessStartInfo StartInfo(RoleAssignment assignment);
}
