using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Style;

/// <summary>
/// What blocks, hides failures or takes time and chance from statics does not occur in the libraries.
/// </summary>
public class ForbiddenCodeTests
{
    // Each with why it is no harm there; a text that does not occur any more fails the test.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Invocation.cs: running.Result"] = "a ValueTask after IsCompletedSuccessfully",
        ["PipeTransport.cs: read.Result"] = "a ValueTask after IsCompletedSuccessfully",
        ["PipeTransport.cs: write.Result"] = "a ValueTask after IsCompletedSuccessfully",
        ["SocketTransport.cs: send.Result"] = "a ValueTask after IsCompletedSuccessfully",
        ["WebSocketTransport.cs: receive.Result"] = "a ValueTask after IsCompletedSuccessfully",
        ["ContractDescriber.cs: method.Result"] = "what a method gives, not a task",
        ["DynamicMethod.cs: method.Result"] = "what a method gives, not a task",
        ["DynamicMethod.cs: _description.Result"] = "what a method gives, not a task",
        ["OverflowBuffer.cs: StreamOverflow.Wait"] = "the name of a choice",
        ["PoolScheduler.cs: Monitor.Wait"] = "blocking the source is what StreamOverflow.Wait asks for",
        ["EventLoop.cs: Monitor.Wait"] = "a simulation that has failed asks whether code left its thread",
        ["RouteOpening.cs: frame.Wait"] = "a field of OpenRoute: how long its opener waits",
        ["StallWatch.cs: Monitor.Wait"] = "on a thread of its own",
        ["RemoteMethod.cs: filtered.Result"] = "a property of OutgoingCallContext, not of a task",
    };

    private static readonly string[] Statics =
    [
        "Thread.Sleep", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Random.Shared", "Environment.TickCount", "Environment.TickCount64", "Stopwatch.GetTimestamp",
    ];

    [Fact]
    public void Blocking_OnTasks_DoesNotOccur()
    {
        string[] found = [.. Find<MemberAccessExpressionSyntax>(access =>
            access.Name.Identifier.Text is "Result" or "Wait"
            || access.ToString().EndsWith(".GetAwaiter().GetResult", StringComparison.Ordinal))];

        Findings.AssertNone(found.Except(Allowed.Keys));
        Findings.AssertNone(Allowed.Keys.Except(found));
    }

    [Fact]
    public void Statics_OfTimeAndChance_DoNotOccur() =>
        Findings.AssertNone(Find<MemberAccessExpressionSyntax>(access => Statics.Contains(access.ToString())));

    // What goes on, or draws chance, past the seams, where a simulation cannot follow.
    private static readonly string[] PastTheSeams =
    [
        "ThreadPool.QueueUserWorkItem", "ThreadPool.UnsafeQueueUserWorkItem", "Task.Run", "Task.Factory",
        "TaskCreationOptions.RunContinuationsAsynchronously", "TaskScheduler.Default", "Guid.NewGuid",
        "RandomNumberGenerator.Fill", "RandomNumberGenerator.GetBytes",
    ];

    private static readonly Dictionary<string, string> AllowedPastTheSeams = new()
    {
        ["PoolScheduler.cs: ThreadPool.UnsafeQueueUserWorkItem"] = "the seam itself",
        ["SecureRandomSource.cs: RandomNumberGenerator.Fill"] = "the seam itself",
        ["MemoryListener.cs: Guid.NewGuid"] = "InMemoryBroker runs on the thread pool",
        ["MemoryListener.cs: Task.Run"] = "InMemoryBroker runs on the thread pool",
        ["PeerSimulation.cs: TaskScheduler.Default"] = "compared with: a simulation has to run under it",
        ["SharedTask.cs: TaskScheduler.Default"] = "runs the continuation where the task ends",
        ["MemoryListener.cs: TaskScheduler.Default"] = "InMemoryBroker runs on the thread pool",
    };

    [Fact]
    public void SchedulingAndRandomness_PastTheSeams_DoNotOccur()
    {
        string[] found = [.. Find<MemberAccessExpressionSyntax>(access => PastTheSeams.Contains(access.ToString()))];

        Findings.AssertNone(found.Except(AllowedPastTheSeams.Keys));
        Findings.AssertNone(AllowedPastTheSeams.Keys.Except(found));
    }

    // Without a clock it cannot be moved by a test, and cancelled it goes on at the thread pool: TimeProvider.DelayAsync.
    [Fact]
    public void Delay_OfTheFramework_DoesNotOccur() =>
        Findings.AssertNone(Find<InvocationExpressionSyntax>(call => call.Expression.ToString() == "Task.Delay"));

    [Fact]
    public void AsyncVoid_DoesNotOccur()
    {
        Findings.AssertNone(Find<MethodDeclarationSyntax>(method =>
            method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString() == "void"));
        Findings.AssertNone(Find<LocalFunctionStatementSyntax>(method =>
            method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString() == "void"));
    }

    [Fact]
    public void Catch_ThatDoesNothing_DoesNotOccur() =>
        Findings.AssertNone(Find<CatchClauseSyntax>(clause => clause.Block.Statements.Count == 0));

    [Fact]
    public void Catch_OfEveryException_SaysWhy() =>
        Findings.AssertNone(Find<CatchClauseSyntax>(clause =>
            clause is { Declaration.Type: IdentifierNameSyntax { Identifier.Text: nameof(Exception) }, Filter: null }
            && !clause.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))));

    [Fact]
    public void Directives_OfTheCompiler_DoNotSplitCode() =>
        Findings.AssertNone(SourceFile.All
            .Where(file => file.Root.DescendantTrivia().Any(trivia =>
                trivia.IsKind(SyntaxKind.IfDirectiveTrivia) || trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)))
            .Select(file => file.Path));

    private static IEnumerable<string> Find<TNode>(Func<TNode, bool> isForbidden)
        where TNode : SyntaxNode =>
        SourceFile.All
            .SelectMany(file => file.Root.DescendantNodes().OfType<TNode>().Where(isForbidden), Show)
            .Distinct();

    private static string Show(SourceFile file, SyntaxNode node) =>
        $"{Path.GetFileName(file.Path)}: {node.ToString().Split('\n')[0]}";
}
