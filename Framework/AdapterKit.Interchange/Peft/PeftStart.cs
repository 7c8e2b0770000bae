namespace AdapterKit.Interchange;

/// <summary>
/// Folders whose LoRA began as a part of the backbone's own weights: PiSSA (Meng et al. 2024) and OLoRA (Büyükakyüz 2024). As it loads
/// them, PEFT subtracts the change <c>s·B₀A₀</c> that they began with from <c>W</c>.
/// </summary>
/// <remarks>
/// Here the backbone stays as it is: the adapter gets twice the rank, <c>s·[B, −B₀][A; A₀]</c>. <c>B₀A₀</c> follows from <c>W</c>, whatever
/// signs a decomposition chooses.
/// </remarks>
/// <param name="config">The configuration.</param>
/// <param name="backbone">The backbone that the adapter was trained on.</param>
/// <param name="keys">The folder's keys.</param>
/// <param name="weights">The folder's weights.</param>
internal sealed class PeftStart(PeftConfig config, Backbone backbone, PeftKeys keys, WeightFile weights)
{
    /// <summary>The largest singular values, exactly computed.</summary>
    public const string Pissa = "pissa";

    /// <summary>The first columns of an orthogonal decomposition.</summary>
    public const string Olora = "olora";

    /// <summary>Whether a folder began so.</summary>
    public static bool Changes(PeftConfig config) => config.Start is Pissa or Olora;

    /// <summary>Puts what the adapters began with beside what they became.</summary>
    /// <param name="recipes">The adapters of the folder.</param>
    /// <returns>The adapters that do the same to the backbone as it is.</returns>
    public IReadOnlyList<AdapterRecipe> Undo(IReadOnlyList<AdapterRecipe> recipes)
    {
        if (config.IsDora)
            throw new InterchangeException($"{config.Path}: 'use_dora' with 'init_lora_weights' {config.Start} is not supported.");

        return [.. recipes.Select(recipe => recipe.Options is LoraOptions ? Undo(recipe) : recipe)];
    }

    private AdapterRecipe Undo(AdapterRecipe recipe)
    {
        var options = (LoraOptions)recipe.Options;
        foreach (var site in backbone.Encoder.ProjectionSites.Where(site => recipe.Places.Contains(new(site.Layer, site.Name))))
            Extend(site, options);

        var doubled = options with { Rank = 2 * options.Rank, Alpha = options.Alpha * (options.RankStabilized ? Math.Sqrt(2) : 2) };
        return recipe with { Options = doubled, Units = doubled.Rank };
    }

    // What does not fit stays as it is: loading names it.
    private void Extend(ProjectionSite site, LoraOptions options)
    {
        var place = keys.PlaceOf(site)!;
        var (a, b) = ($"{place}.lora_A.weight", $"{place}.lora_B.weight");
        if (!weights.Contains(a) || !weights.Contains(b))
            return;

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = backbone.Encoder.Projections[site.Projection].weight
            .narrow(0, site.Part.FirstRow, site.Part.Rows).to(ScalarType.Float64).cpu();
        var (columns, rows) = config.Start == Pissa ? TakeLargest(w, options.Rank) : TakeFirst(w, options.Rank);
        var (ownA, ownB) = (weights.Read(a).to_type(ScalarType.Float32), weights.Read(b).to_type(ScalarType.Float32));
        weights.Ignore(key => key == a || key == b);

        // The scaling applies to the whole product, and W loses B₀A₀ as it is.
        weights.Add(a, cat([ownA, rows.to_type(ScalarType.Float32)]));
        weights.Add(b, cat([ownB, (columns / -GetFactor(options)).to_type(ScalarType.Float32)], 1));
    }

    // PiSSA divides the singular values by the scaling; OLoRA does not, and subtracts the scaled product.
    private double GetFactor(LoraOptions options) => config.Start == Pissa ? options.GetScaling() : 1;

    private static (Tensor Columns, Tensor Rows) TakeLargest(Tensor w, int rank)
    {
        var (u, s, vh) = linalg.svd(w, fullMatrices: false);
        return (u.narrow(1, 0, rank) * s.narrow(0, 0, rank), vh.narrow(0, 0, rank));
    }

    private static (Tensor Columns, Tensor Rows) TakeFirst(Tensor w, int rank)
    {
        var (q, r) = linalg.qr(w);
        return (q.narrow(1, 0, rank), r.narrow(0, 0, rank));
    }
}
