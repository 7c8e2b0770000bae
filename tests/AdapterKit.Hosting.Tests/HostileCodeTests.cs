namespace AdapterKit.Hosting.Tests;

/// <summary>Whatever the code of a plugin does, short of ending the process: a state and a sentence, and the others are served.</summary>
public sealed class HostileCodeTests : IDisposable
{
    private const string Evil = "public sealed class Evil : Exception { public override string Message => throw new Evil(); }";
    private const string Hang = "System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite)";

    private static readonly PluginHostOptions Impatient =
        new() { LoadTimeout = TimeSpan.FromMilliseconds(1500), PredictTimeout = TimeSpan.FromMilliseconds(400) };

    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();

    public static TheoryData<string, PluginState, string> Loading => new()
    {
        { "private readonly int field = Fault(); private static int Fault() => throw new Evil();", PluginState.LoadFailed, "Evil" },
        { "static SampleTask() => throw new Evil();", PluginState.LoadFailed, "Evil" },
        { Head("throw new Evil()"), PluginState.SelfTestFailed, "Evil" },
        { Head("throw new OperationCanceledException()"), PluginState.SelfTestFailed, "OperationCanceledException" },
        { Head("throw new Exception(\"\\u001b[2J\" + new string('x', 100000))"), PluginState.SelfTestFailed, "\\u001b" },
    };

    public static TheoryData<string> Hanging =>
    [
        "static SampleTask() => " + Hang + ";",
        "private readonly int field = Wait(); private static int Wait() { " + Hang + "; return 1; }",
        Head("Wait()") + " private static Tensor Wait() { while (true) { } }",
    ];

    public HostileCodeTests() => plugins.Add("Good", backbone);

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Theory]
    [MemberData(nameof(Loading))]
    public void An_exception_becomes_a_sentence_even_if_its_message_throws(string members, PluginState state, string reason)
    {
        AddBad(members);
        using var host = Load();

        var bad = host.Plugins[0];
        Assert.Equal((state, bad.Reason), (bad.State, bad.Reason));
        Assert.Contains(reason, bad.Reason, StringComparison.Ordinal);
        Assert.InRange(bad.Reason.Length, 1, 3000);
        Assert.Equal(["good"], host.Tasks.Select(task => task.Id));
    }

    [Theory]
    [MemberData(nameof(Hanging))]
    public void Code_that_does_not_end_is_left_alone_and_named(string members)
    {
        AddBad(members);
        using var host = PluginHost.Load(plugins.Root, backbone, Impatient with { LoadTimeout = TimeSpan.FromMilliseconds(400) });

        Assert.Equal(PluginState.TimedOut, host.Plugins[0].State);
        Assert.Contains("'Bad'", host.Plugins[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_whose_disposal_throws_is_unloaded_with_a_sentence_and_the_others_go_on()
    {
        AddBad(Throwing("disposing"));
        using var host = Load();
        Assert.Equal(2, host.Tasks.Count);

        host.Unload("Bad");

        Assert.Equal(PluginState.Unloaded, host.Plugins[0].State);
        Assert.Contains("gone", host.Plugins[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["good"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void A_host_is_disposed_of_although_a_task_resists()
    {
        AddBad(Throwing("true"));
        var host = Load();
        host.Dispose();
        Assert.Contains("gone", host.Plugins[0].Reason, StringComparison.Ordinal);
        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Unloaded, plugin.State));
    }

    [Fact]
    public void A_disposed_host_says_so()
    {
        var host = Load();
        var (lease, task) = (host.Lease(), host.Tasks[0]);
        host.Dispose();
        host.Dispose();

        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Unloaded, plugin.State));
        Assert.Empty(host.Tasks);
        Assert.Throws<ObjectDisposedException>(host.Refresh);
        Assert.Throws<ObjectDisposedException>(host.Stage);
        Assert.Throws<ObjectDisposedException>(host.Rollback);
        Assert.Throws<ObjectDisposedException>(() => host.Unload("Good"));
        Assert.Throws<ObjectDisposedException>(host.Lease);
        Assert.NotNull(lease.Predict(lease.Tasks, [new("still there")])[0].Predictions["good"]);

        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lease.Predict([task], [new("gone")]));
        Assert.Throws<ObjectDisposedException>(() => new TaskPredictor(task).Predict(["gone"]));
        using var batch = backbone.Tokenize(["gone"], maxTokens: 8);
        Assert.Throws<ObjectDisposedException>(() => task.Forward(batch));
        Assert.Throws<ObjectDisposedException>(() => task.Plan);
    }

    [Fact]
    public void A_host_whose_backbone_is_gone_says_so()
    {
        using var other = new TinyBackbone();
        using var host = PluginHost.Load(plugins.Root, other);
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(host.Refresh);
        Assert.Throws<ObjectDisposedException>(() => new TaskPredictor(host.Tasks).Predict(["gone"]));
        host.Unload("Good");
        Assert.Empty(host.Tasks);
    }

    [Fact]
    public void A_plugin_with_an_untrained_task_serves_the_trained_one()
    {
        plugins.Add("Bad", backbone, task: "bad", image: PluginCompiler.Compile(
            "Bad",
            """
            namespace Sample;

            [TaskAdapter("bad", Backbone = "tiny"), Labels("no", "yes")]
            public sealed partial class BadTask : ClassificationTask<BottleneckAdapter>;

            [TaskAdapter("later", Backbone = "tiny"), Labels("no", "yes")]
            public sealed partial class LaterTask : ClassificationTask<BottleneckAdapter>;
            """));
        using var host = Load();

        var plugin = host.Plugins[0];
        Assert.Equal((PluginState.Active, false), (plugin.State, plugin.IsRefused));
        Assert.Equal(
            [("bad", PluginState.Active), ("later", PluginState.BundleMissing)], plugin.TaskStates.Select(task => (task.Id, task.State)));
        Assert.Equal("later", plugin.RefusedTasks.Single().Id);
        Assert.Contains("'later'", plugin.Reason, StringComparison.Ordinal);
        Assert.Equal(["bad", "good"], host.Tasks.Select(task => task.Id));
    }

    [Theory]
    [InlineData("calls++ > 0 ? throw new Exception(\"later\") : base.Head(f)", "later")]
    [InlineData("calls++ > 0 ? zeros(1, 3) : base.Head(f)", "[1, 3]")]
    [InlineData("calls++ > 0 ? full(f.shape[0], 2, float.NaN) : base.Head(f)", "not finite")]
    [InlineData("calls++ > 0 ? Wait() : base.Head(f)", "did not end")]
    public void A_task_that_fails_later_fails_alone(string head, string fault)
    {
        AddBad(
            $"private int calls; public override Tensor Head(Tensor f) => {head}; "
            + $"private static Tensor Wait() {{ {Hang}; return null!; }}");
        using var host = PluginHost.Load(plugins.Root, backbone, Impatient);
        using var lease = host.Lease();

        var answers = lease.Predict(lease.Tasks, [new("one"), new("two texts")]);

        Assert.All(answers, answer =>
        {
            Assert.Equal(["good"], answer.Predictions.Keys);
            Assert.Contains(fault, answer.Faults["bad"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Only_the_texts_whose_logits_are_not_finite_have_no_answer()
    {
        AddBad("public override Tensor Head(Tensor f) { var l = base.Head(f); if (l.shape[0] > 1) l[1].fill_(float.NaN); return l; }");
        using var host = Load();
        using var lease = host.Lease();

        var answers = lease.Predict(lease.Tasks, [new("same"), new("size"), new("text")]);

        Assert.Equal([2, 1, 2], answers.Select(answer => answer.Predictions.Count));
        Assert.Contains("not finite", answers[1].Faults["bad"], StringComparison.Ordinal);
    }

    private static string Head(string body) => $"public override Tensor Head(Tensor features) => {body};";

    private static string Throwing(string when) =>
        $"protected override void Dispose(bool disposing) {{ base.Dispose(disposing); if ({when}) throw new Exception(\"gone\"); }}";

    private void AddBad(string members) => plugins.Add("Bad", backbone, image: PluginCompiler.Task("Bad", "bad", members, Evil));

    private PluginHost Load() => PluginHost.Load(plugins.Root, backbone);
}
