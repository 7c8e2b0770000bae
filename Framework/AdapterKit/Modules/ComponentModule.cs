using System.ComponentModel;
using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The base of hand-written modules: its constructor registers the components by name, and no reflection looks for them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ComponentModule(string name) : nn.Module(name)
{
    /// <summary>Does nothing: constructors register components.</summary>
    protected sealed override void RegisterComponents()
    {
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);
}

/// <inheritdoc cref="ComponentModule" />
/// <typeparam name="TInput">What <c>forward</c> takes.</typeparam>
/// <typeparam name="TResult">What <c>forward</c> returns.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ComponentModule<TInput, TResult>(string name) : Module<TInput, TResult>(name)
{
    /// <inheritdoc cref="ComponentModule.RegisterComponents" />
    protected sealed override void RegisterComponents()
    {
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);
}

/// <inheritdoc cref="ComponentModule" />
/// <typeparam name="TInput">What <c>forward</c> takes first.</typeparam>
/// <typeparam name="TContext">What <c>forward</c> takes beside it, such as the pass.</typeparam>
/// <typeparam name="TResult">What <c>forward</c> returns.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ComponentModule<TInput, TContext, TResult>(string name) : Module<TInput, TContext, TResult>(name)
{
    /// <inheritdoc cref="ComponentModule.RegisterComponents" />
    protected sealed override void RegisterComponents()
    {
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);
}
