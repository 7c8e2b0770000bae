namespace AdapterKit;

/// <summary>Adds the output of a bottleneck to a sum in the product itself, without an intermediate tensor of the hidden width.</summary>
internal static class InPlaceBottleneck
{
    // With gradients, an in-place product on a view costs more than it saves, and a norm may need the unchanged sum.
    public static bool Fits(IBottleneck adapter, Tensor sum) =>
        !is_grad_enabled() && adapter.Scaling?.Factor is null && sum.is_contiguous();

    public static void Add(IBottleneck adapter, Tensor sum, Tensor x)
    {
        var (up, scale) = (adapter.Up, (float)(adapter.Scaling?.Value ?? 1));
        using var activated = Product.Compute(adapter.Down, x, adapter.Activation);
        using var rows = sum.view(-1, up.out_features);
        using var bottleneck = activated.reshape(-1, up.in_features);
        using var weight = up.weight.t();
        rows.addmm_(bottleneck, weight, alpha: scale);
        if (up.bias is { } bias)
            sum.add_(bias, alpha: scale);
    }
}
