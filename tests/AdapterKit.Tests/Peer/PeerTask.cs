using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A task with the parameters of one of the peer's adapters or fusions, and of its head if there is one.</summary>
internal sealed class PeerTask : TaskAdapter
{
    private readonly PeerModel model;
    private readonly PeerHead? head;

    private PeerTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config, Golden golden, string owner)
        : base(declaration, backbone, config)
    {
        (model, Owner) = (golden.Model, owner);
        if (golden.Keys($"param/heads.{Id}.").Any())
            register_module("head", head = new PeerHead(golden, Id));

        using var frozen = no_grad();
        foreach (var (key, parameter) in Parameters)
            golden.CopyInto($"param/{key}", parameter);
    }

    /// <summary>The peer's name of the adapter or fusion.</summary>
    public string Owner { get; }

    public override bool ReadsTokens => head?.ReadsTokens == true;

    /// <summary>The parameters under the peer's keys.</summary>
    public IEnumerable<(string Key, Parameter Parameter)> Parameters => named_parameters()
        .Where(entry => !entry.name.EndsWith(".temperature", StringComparison.Ordinal))
        .Select(entry => (KeyOf(entry.name), entry.parameter));

    /// <param name="golden">The case.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="id">The id of the task, which is also the peer's name of its head.</param>
    /// <param name="owner">The peer's name of the adapter or fusion.</param>
    public static PeerTask Create(Golden golden, Backbone backbone, AdapterConfig config, string id, string owner)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            id, backbone.Id, [], config, (stem, adapters) => new PeerTask(declaration!, stem, adapters, golden, owner));
        return (PeerTask)declaration.Create(backbone);
    }

    public override Tensor Head(Tensor features) => head!.call(features);

    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        var error = nn.functional.cross_entropy(Head(features), targets, labelWeights);
        return (RegularizationLoss() is { } regularization ? error + regularization : error).MoveToOuterDisposeScope();
    }

    private string KeyOf(string name) => model.KeyOf(
        name,
        name.StartsWith("head.", StringComparison.Ordinal) ? Id : Owner,
        Config.Options is PeerBottleneckOptions { NormBefore: true }) + FindRows(name);

    // Where queries, keys and values are one matrix, so are their adapters.
    private string FindRows(string name)
    {
        if (model.Name != "gpt2" || name.Split('.') is not ["layers", var layer, "attention", var part, "adapter", ..])
            return "";

        var parts = Backbone.Encoder.ProjectionSites
            .Where(site => $"{site.Layer}" == layer && site.Name.StartsWith("attention.", StringComparison.Ordinal))
            .Where(site => AdapterAt(site) is not null)
            .Select(site => site.Part.Name).ToList();
        return $"#{parts.IndexOf(part)}/{parts.Count}";
    }
}
