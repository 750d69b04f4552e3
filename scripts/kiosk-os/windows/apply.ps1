<#
.SYNOPSIS
  Turns a Windows machine on which Giờ Giấc is installed into a kiosk.
.DESCRIPTION
  Windows Enterprise, Education or IoT Enterprise only: Shell Launcher and Keyboard Filter are not in Home and Pro.
  The device management bridge that takes the Shell Launcher configuration answers the SYSTEM account only: run this
  script from a console of that account. Can be run again; restart the machine after the first time.
.PARAMETER Program
  The installed program.
.PARAMETER BreakoutScanCode
  See keyboard-filter.ps1.
#>
#Requires -RunAsAdministrator
[CmdletBinding()]
param (
  [Parameter(Mandatory = $true)]
  [int] $BreakoutScanCode,
  [string] $Program = "$env:ProgramFiles\Giờ Giấc\giogiac.exe"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not ([Security.Principal.WindowsIdentity]::GetCurrent()).IsSystem) {
  throw 'Run this script as the SYSTEM account.'
}
if (-not (Test-Path -LiteralPath $Program -PathType Leaf)) { throw "There is no $Program" }

foreach ($Feature in 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter') {
  if ((Get-WindowsOptionalFeature -Online -FeatureName $Feature).State -ne 'Enabled') {
    Enable-WindowsOptionalFeature -Online -FeatureName $Feature -All -NoRestart | Out-Null
  }
}

# An ordinary user without a password of its own choosing; signing in by itself is set up by the administrator, who
# knows the password made here (docs/kiosk-os.md).
if ($null -eq (Get-LocalUser -Name giogiac -ErrorAction SilentlyContinue)) {
  $Password = Read-Host -Prompt 'Password of the new account giogiac' -AsSecureString
  New-LocalUser -Name giogiac -Password $Password -PasswordNeverExpires -UserMayNotChangePassword | Out-Null
  Add-LocalGroupMember -SID S-1-5-32-545 -Member giogiac
}

# What is plugged in starts nothing by itself.
$Explorer = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer'
if (-not (Test-Path $Explorer)) { New-Item -Path $Explorer -Force | Out-Null }
Set-ItemProperty -Path $Explorer -Name NoDriveTypeAutoRun -Value 255 -Type DWord
Set-ItemProperty -Path $Explorer -Name NoAutorun -Value 1 -Type DWord

# A protected service since Windows 10: only this program may change how it starts. Without it AppLocker does nothing.
& "$env:SystemRoot\System32\sc.exe" config appidsvc start= auto | Out-Null
if ($LASTEXITCODE -ne 0) { throw "sc.exe ended with $LASTEXITCODE" }
Start-Service -Name AppIDSvc
Set-AppLockerPolicy -XmlPolicy (Join-Path $PSScriptRoot 'app-locker.xml')

$Xml = [IO.File]::ReadAllText((Join-Path $PSScriptRoot 'shell-launcher.xml'), [Text.Encoding]::UTF8)
$Xml = $Xml.Replace('@PROGRAM@', [Security.SecurityElement]::Escape("`"$Program`""))
$Bridge = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName MDM_AssignedAccess
$Bridge.ShellLauncher = [Net.WebUtility]::HtmlEncode($Xml)
Set-CimInstance -CimInstance $Bridge

& (Join-Path $PSScriptRoot 'keyboard-filter.ps1') -BreakoutScanCode $BreakoutScanCode
