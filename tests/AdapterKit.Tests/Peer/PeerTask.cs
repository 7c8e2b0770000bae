using System.Text.RegularExpressions;
using AdapterKit.Interchange;
using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A task with the parameters of one of the peer's adapters or fusions, and of its head if there is one.</summary>
internal sealed partial class PeerTask : TaskAdapter
{
    private readonly PeerHead? head;

    private PeerTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config, Golden golden, string owner)
        : base(declaration, backbone, config)
    {
        if (golden.Keys($"param/heads.{Id}.").Any())
            register_module("head", head = new PeerHead(golden, Id));
        if (head?.Type == "masked_lm")
            head.Entry = backbone.Encoder.EntrySites.Select(AdapterAt).OfType<IInvertible>().FirstOrDefault();

        Owner = owner;
        Parameters = [.. FindParameters(golden, owner)];
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var parameter in Parameters)
            parameter.Parameter.copy_(parameter.Read(golden, "param/"));
    }

    public override bool ReadsTokens => head?.ReadsTokens == true;

    /// <summary>The peer's name of the adapter or fusion.</summary>
    public string Owner { get; }

    /// <summary>The parameters with the peer's keys.</summary>
    public IReadOnlyList<PeerParameter> Parameters { get; }

    /// <param name="golden">The case.</param>
    /// <param name="backbone">The backbone.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="id">The id of the task, which is also the peer's name of its head.</param>
    /// <param name="owner">The peer's name of the adapter or fusion.</param>
    public static PeerTask Create(Golden golden, Backbone backbone, AdapterConfig config, string id, string owner)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            id, backbone.Id, [], config, (stem, adapters) => new PeerTask(declaration!, stem, adapters, golden, owner),
            backbone is IImageModel ? ImageClassificationTask.Kind : ClassificationTask.Kind);
        return (PeerTask)declaration.Create(backbone);
    }

    public override Tensor Head(Tensor features) => head!.call(features);

    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        using var scope = NewDisposeScope();
        var error = nn.functional.cross_entropy(Head(features), targets, labelWeights);
        return (RegularizationLoss() is { } regularization ? error + regularization : error).MoveToOuterDisposeScope();
    }

    private IEnumerable<PeerParameter> FindParameters(Golden golden, string owner)
    {
        List<KeyedWeight> weights = [.. PeerAdapter.Map(this, owner, golden)];
        foreach (var weight in weights)
        {
            yield return FindPacked(weight, weights) is var (whole, part, parts)
                ? new(whole, weight.Parameter, values => values.chunk(parts, 0)[part])
                : FindPart(weight.Parameter) is var (number, count)
                ? new(
                    $"{golden.Model.Prefix}.prefix_tuning.prefix_tunings.{owner}.{PeerAdapter.Location(golden)}.control_trans",
                    weight.Parameter,
                    values => values.view(-1, count, Backbone.Width).select(1, number))
                : new(weight.Key, weight.Parameter);
        }

        foreach (var (name, parameter) in head?.named_parameters() ?? [])
            yield return new($"heads.{Id}.{name}", parameter);
    }

    // Where queries, keys and values are one matrix, the peer holds their adapters one below the other.
    private static (string Whole, int Part, int Parts)? FindPacked(KeyedWeight weight, IEnumerable<KeyedWeight> weights)
    {
        if (PackedPart.Match(weight.Key) is not { Success: true } packed)
            return null;

        var whole = Join(packed);
        List<string> siblings = [.. weights.Select(other => other.Key).Where(key => Join(PackedPart.Match(key)) == whole)];
        return (whole, siblings.IndexOf(weight.Key), siblings.Count);

        static string Join(Match part) => $"{part.Groups["whole"]}.{part.Groups["component"]}";
    }

    [GeneratedRegex(@"^(?<whole>.*\.loras\.[^.]+)\.[qkv]\.(?<component>lora_[AB]|gate\.(weight|bias))$")]
    private static partial Regex PackedPart { get; }

    // The peer holds the free prefixes of all layers in one vector: the keys of the first layer, its values, the keys of the next one.
    private (int Number, int Count)? FindPart(Parameter parameter)
    {
        List<Parameter> parts =
        [
            .. from site in Backbone.Encoder.MemorySites
               let adapter = AdapterAt(site) as PrefixAdapter
               where adapter is not null
               from name in new[] { "keys", "values" }
               select adapter.get_parameter(name)!,
        ];
        return parts.FindIndex(part => ReferenceEquals(part, parameter)) is >= 0 and var number ? (number, parts.Count) : null;
    }
}
