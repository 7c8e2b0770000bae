namespace AdapterKit.Tests;

/// <summary>AdapterFusion against the peer library's own numbers: outputs, attention, gradients and regulariser.</summary>
public sealed class FusionGoldenTests
{
    private static readonly FuseSetup Three = Setup.Fuse("a", "b", "c");
    private static readonly FuseSetup StackInside = Setup.Fuse(Setup.Stack("a", "b"), "c");

    public static TheoryData<string, FuseSetup, FusionOptions, string> Cases => new()
    {
        { "dynamic", Three, new(), "" },
        { "houlsby", Three, new(), "" },
        { "no_query_key", Three, new() { Query = false, Key = false }, "" },
        { "query_before_ln", Three, new() { QueryBeforeNorm = true }, "" },
        { "residual_before", Three, new() { ResidualThroughValue = true }, "" },
        { "skip", Three, new(), "0..1" },
        { "stack_inside", StackInside, new(), "" },
        { "static", Three, new() { Value = false, Regularization = 0 }, "" },
        { "temperature", Three, new() { Temperature = true }, "" },

        // Projecting values after the softmax is the same function: there is nothing to choose.
        { "value_after_softmax", Three, new(), "" },
    };

    // The peer regularises skipped layers too; here a layer without a fusion has no projection to regularise.
    public static TheoryData<string, FuseSetup, FusionOptions, string> WholeCases
    {
        get
        {
            var whole = new TheoryData<string, FuseSetup, FusionOptions, string>();
            foreach (var row in Cases.Where(row => (string)row[3] == ""))
                whole.Add((string)row[0], (FuseSetup)row[1], (FusionOptions)row[2], "");

            return whole;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_general_route_matches_in_outputs_attention_and_gradients(
        string name, FuseSetup setup, FusionOptions options, string skipped)
    {
        using var fixture = new FusionFixture("bert_fuse_" + name, setup, options, skipped);
        fixture.AssertOutput(fixture.Fused.Plan);
        fixture.AssertAttention(probe => fixture.Backbone.Compile(PlanPurpose.Training, probe, fixture.Fused));
        fixture.AssertGradients(ofMembers: true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_route_over_frozen_members_matches_in_outputs_and_gradients(
        string name, FuseSetup setup, FusionOptions options, string skipped)
    {
        using var fixture = new FusionFixture("bert_fuse_" + name, setup, options, skipped);
        fixture.FreezeMembers();
        fixture.AssertOutput(fixture.Fused.Plan);
        fixture.AssertGradients(ofMembers: false);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_folded_plan_matches_in_outputs_and_attention(string name, FuseSetup setup, FusionOptions options, string skipped)
    {
        using var fixture = new FusionFixture("bert_fuse_" + name, setup, options, skipped);
        fixture.FreezeMembers();
        using var plan = fixture.Backbone.Compile(PlanPurpose.Inference, probe: null, fixture.Fused);
        fixture.AssertOutput(plan);
        fixture.AssertAttention(probe => fixture.Backbone.Compile(PlanPurpose.Inference, probe, fixture.Fused));
    }

    [Theory]
    [MemberData(nameof(WholeCases))]
    public void The_regularization_loss_matches_in_value_and_gradient(string name, FuseSetup setup, FusionOptions options, string skipped)
    {
        using var fixture = new FusionFixture("bert_fuse_" + name, setup, options, skipped);
        fixture.AssertRegularizationLoss();
    }
}
