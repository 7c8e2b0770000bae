using System.ComponentModel;

namespace AdapterKit;

/// <summary>
/// Operations on a module's components that generated and hand-written modules share, in place of TorchSharp's reflection over fields.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Components
{
    /// <summary>Detaches a parameter from the dispose scope in which it was created: its module owns it.</summary>
    /// <param name="parameter">A parameter about to be registered.</param>
    public static Parameter Keep(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    /// <summary>Moves or converts every direct submodule of a module.</summary>
    /// <param name="owner">The module whose submodules are moved.</param>
    /// <param name="dtype">The new element type; <see langword="null"/> to keep it.</param>
    /// <param name="device">The new device; <see langword="null"/> to keep it.</param>
    /// <param name="nonBlocking">Whether the copy may run asynchronously from pinned memory.</param>
    public static void Move(nn.Module owner, ScalarType? dtype, Device? device, bool nonBlocking)
    {
        ArgumentNullException.ThrowIfNull(owner);
        foreach (var child in owner.children())
        {
            if (device is null)
                child.to(dtype!.Value, nonBlocking);
            else if (dtype is null)
                child.to(device.type, device.index, nonBlocking);
            else
                child.to(device, dtype.Value, nonBlocking);
        }
    }
}
