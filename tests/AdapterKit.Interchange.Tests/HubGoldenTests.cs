namespace AdapterKit.Interchange.Tests;

/// <summary>The folders that adapter-transformers 3.2.1 saved compute what that library computed with them.</summary>
public sealed class HubGoldenTests
{
    /// <summary>The cases that cannot be imported, and what the message names.</summary>
    private static readonly (string Case, string Reason)[] Refused =
    [
        ("bart_compacter", "shared_parameters.a.phm_rule"),
        ("bert_compacter", "shared_parameters.a.phm_rule"),
        ("bert_compacter_factrule", "shared_parameters.a.phm_rule_left"),
        ("bert_compacter_fullW", "shared_parameters.a.phm_rule"),
        ("bert_compacter_rank2_nobias", "shared_parameters.a.phm_rule"),
        ("bert_compacter_sharedW", "shared_parameters.a.phm_rule"),
        ("bert_compacterpp", "shared_parameters.a.phm_rule"),
        ("bert_pfeiffer_no_orig_ln_after", "'original_ln_after' is false"),
        ("bert_pfeiffer_resid_after_ln", "'residual_before_ln' is false"),
        ("bert_train_compacter", "shared_parameters.a.phm_rule"),
        ("distilbert_compacter", "shared_parameters.a.phm_rule"),
        ("gpt2_compacter", "shared_parameters.a.phm_rule"),
        ("gpt2_pfeiffer_inv", "before positions are added"),
        ("roberta_compacter", "shared_parameters.a.phm_rule"),
        ("t5_compacter", "shared_parameters.a.phm_rule"),
        ("vit_compacter", "shared_parameters.a.phm_rule"),
    ];

    /// <summary>The cases that are imported, but whose composition is none of ours.</summary>
    private static readonly Dictionary<string, string> Composed = new()
    {
        ["bert_fuse_stack_inside"] = "the folder of the fusion does not say that one of its members stands on a third adapter",
        ["bert_parallel2_prefix"] = "the library fills the shorter of two prefixes up",
        ["bert_parallel_of_stack"] = "the library norms what enters a stack inside of a parallel block twice",
        ["roberta_unipelt"] = "the gates average over padding, whose embedding is another one here",
    };

    public static TheoryData<string> Imported => [.. ImportedCases];

    /// <summary>Those of them with prefixes that no network computes, which are read, but not written.</summary>
    public static TheoryData<string> Prefixes => [.. ImportedCases.Where(HasFreePrefix)];

    /// <summary>Those with adapters of queries or values that are packed with others, which are read, but not written.</summary>
    public static TheoryData<string> Packed => [.. ImportedCases.Where(IsPacked)];

    public static TheoryData<string> Written => [.. ImportedCases.Where(name => !HasFreePrefix(name) && !IsPacked(name))];

    public static TheoryData<string, string> Refusals
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, reason) in Refused)
                data.Add(name, reason);

            return data;
        }
    }

    private static IEnumerable<string> ImportedCases => Cases.Except(Refused.Select(entry => entry.Case)).Except(Composed.Keys);

    private static IEnumerable<string> Cases =>
        Directory.EnumerateDirectories(Folders.Hub()).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Imported))]
    public void Imported_adapters_compute_what_the_library_computed(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new HubCase(name);
        using var batch = peer.Batch();
        var (mask, expected) = (peer.ReadMask(), peer.Golden.Read(peer.OutputKey));
        foreach (var purpose in new[] { PlanPurpose.Training, PlanPurpose.Inference })
        {
            using var plan = peer.Backbone.Compile(peer.Setup, peer.Tasks, purpose);
            Folders.AssertHidden(peer.Backbone.Encode(batch, plan), expected, mask, $"{name} for {purpose}");
        }

        AssertHeads(peer, batch);
    }

    [Fact]
    public void Every_case_is_there() => Assert.Equal((227, 16, 4), (Cases.Count(), Refused.Length, Composed.Count));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_has_no_counterpart_is_refused_by_name(string name, string reason)
    {
        using var backbone = Folders.LoadHubBackbone(name.Split('_')[0]);
        var refusals = Directory.EnumerateDirectories(Folders.Hub(name)).Select(folder => Record.Exception(
            () => AdapterFolder.Import(folder, backbone, new ImportOptions { Head = false }).Dispose()));
        var refusal = Assert.IsType<InterchangeException>(refusals.First(error => error is not null));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bert_head_masked_lm", "masked_lm")]
    [InlineData("bert_head_qa", "question_answering")]
    [InlineData("roberta_head_masked_lm", "masked_lm")]
    public void Heads_that_no_task_has_are_refused_by_name(string name, string type)
    {
        using var backbone = Folders.LoadHubBackbone(name.Split('_')[0]);
        var error = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(Folders.Hub(name, "a"), backbone));
        Assert.Contains($"'head_type' is '{type}'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The library's head is a copy of the embeddings, which the model's own head reads, too.</summary>
    [Theory]
    [InlineData("gpt2_head_causal_lm", "language-model")]
    [InlineData("t5_head_seq2seq_lm", "text-to-text")]
    [InlineData("bart_head_seq2seq_lm", "text-to-text")]
    public void Heads_of_language_models_are_the_models_own(string name, string kind)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new HubCase(name);
        using var task = AdapterFolder.Import(Folders.Hub(name, "a"), peer.Backbone);
        using var batch = peer.Batch();
        var logits = ((ILanguageModel)peer.Backbone).ComputeTokenLogits(peer.Backbone.Encode(batch, task.Plan));
        var mask = peer.ReadMask().to_type(ScalarType.Bool);

        Assert.Equal(kind, task.Declaration.Kind.Id);
        Folders.AssertRelative(logits[mask], peer.Golden.Read("out/logits.0")[mask], name);
        using var changed = new ChangedFolder(Folders.Hub(name, "a"))
            .WithWeights("model_head.safetensors", (key, value) => [(key, value + 1)], from: "pytorch_model_head.bin");
        var refusal = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(changed.Path, peer.Backbone));
        Assert.Contains("are not those of the head", refusal.Message, StringComparison.Ordinal);
        using var without = AdapterFolder.Import(changed.Path, peer.Backbone, new ImportOptions { Head = false });
    }

    private static bool IsPacked(string name) => name is "gpt2_unipelt"
        || name.StartsWith("gpt2_lora", StringComparison.Ordinal)
        || name.StartsWith("gpt2_ia3", StringComparison.Ordinal);

    private static bool HasFreePrefix(string name) =>
        name.EndsWith("_flat", StringComparison.Ordinal) || name.EndsWith("_ejected", StringComparison.Ordinal);

    private static void AssertHeads(HubCase peer, TokenBatch batch)
    {
        if (!peer.Tasks.Any(task => peer.HasHead(task.Id)) || !peer.Tasks.All(task => peer.HasHead(task.Id)))
            return;

        using var plan = peer.Backbone.Compile(peer.Setup, peer.Tasks, PlanPurpose.Training);
        using var answers = peer.Backbone.Forward(batch, plan);
        var mask = peer.ReadMask().to_type(ScalarType.Bool);
        foreach (var (index, task) in peer.Tasks.Index())
        {
            var key = new[] { $"out/logits.{index}", "out/logits_final" }.First(peer.Golden.Contains);
            var (actual, logits) = (answers[task.Id], peer.Golden.Read(key));
            if (task.ReadsTokens)
                (actual, logits) = (actual[mask], logits[mask]);
            else if (logits.dim() == 3)
                logits = logits.select(1, -1); // The library pools no target; ours reads its last token.

            Folders.AssertClose(actual, logits, $"the head of {task.Id}");
        }
    }
}
