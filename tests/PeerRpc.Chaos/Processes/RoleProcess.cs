namespace PeerRpc.Chaos.Processes;

/// <summary>Runs a role: obeys commands until standard input ends, so that it never outlives who started it.</summary>
internal static class RoleProcess
{
    public static async Task RunAsync(RoleAssignment assignment)
    {
        await using IRole role = assignment.Kind switch
        {
            RoleKind.Broker => await BrokerRole.StartAsync(assignment),
            RoleKind.Callee => new CalleeRole(assignment),
            RoleKind.Caller => new CallerRole(assignment),
            _ => new CrowdRole(assignment),
        };
        Console.WriteLine(RoleCommand.Ready);
        Task running = role.RunAsync();
        while (true)
        {
            Task<string?> next = CommandInput.ReadAsync();
            // A role that fails ends the process, with its exception on standard error.
            if (await Task.WhenAny(next, running) == running)
                await running;
            if (await next is not { } line)
                return;
            Console.WriteLine(await role.ObeyAsync(line.Split(' ')));
        }
    }
}
